"""What leaves the file store: a description of one stored file, never its path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class FileData:
    """One stored file. ``owner`` is an opaque reference; who may read it is decided by the owner's room."""

    id: UUID
    name: str
    media_type: str
    format: str
    """Short name of the type found in the content: pdf, jpg, png, ..."""
    size: int
    sha256: str
    owner: str
    generated: bool
    """Made by us (a paper, a licence), not sent in by anybody."""
    stored_at: datetime
