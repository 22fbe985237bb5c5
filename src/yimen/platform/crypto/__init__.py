"""Encrypted fields with a keyed blind index, and masking."""
