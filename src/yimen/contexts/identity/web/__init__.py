"""What this room shows and takes over HTTP."""
