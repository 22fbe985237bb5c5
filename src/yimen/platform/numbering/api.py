"""The door of the numbering room."""

from yimen.platform.numbering.services import next_in

__all__ = ["next_in"]
