"""Who signs: the installation's own authority, or a seal service wired in its place."""
