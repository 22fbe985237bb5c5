"""What did not hold."""


class Failed(Exception):
    """One step of the walk did not hold; the message says which."""
