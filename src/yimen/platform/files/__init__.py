"""Content-addressed files, typed by content, never served inline from user input."""
