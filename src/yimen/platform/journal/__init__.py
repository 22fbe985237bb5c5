"""Append-only journal with a hash chain per subject and a daily anchor."""
