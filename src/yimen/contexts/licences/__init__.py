"""Licence types, issue, signature, states and public verification."""
