"""What of the register is served to other programs."""
