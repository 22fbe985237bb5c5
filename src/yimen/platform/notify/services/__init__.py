"""Acts of the message centre."""
