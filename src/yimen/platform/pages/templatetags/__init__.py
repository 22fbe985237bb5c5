"""Template tags that need no load."""
