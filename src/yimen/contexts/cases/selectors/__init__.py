"""Reads of the cases room: the picture the guards look at, and the views that may leave."""
