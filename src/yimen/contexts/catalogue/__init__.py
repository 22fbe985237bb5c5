"""Base items, implementation items and their immutable versions, import and search."""
