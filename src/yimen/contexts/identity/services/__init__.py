"""What people may do in this room, one act per file."""
