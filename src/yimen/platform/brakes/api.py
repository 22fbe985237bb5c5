"""The door of the brakes."""

from yimen.platform.brakes.services import MOST, PAUSE, forget, note_failure, require_free

__all__ = ["MOST", "PAUSE", "forget", "note_failure", "require_free"]
