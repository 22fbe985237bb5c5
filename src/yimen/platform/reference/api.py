"""The door of the register of loaded files."""

from yimen.platform.reference.services import digest_of_files, load_once

__all__ = ["digest_of_files", "load_once"]
