"""Yimen (一门): the open platform for one-stop government services."""

__version__ = "0.1.0"
