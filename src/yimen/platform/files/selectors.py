"""Read files and their descriptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.core.files.storage import default_storage

from yimen.kernel.errors import NotFound
from yimen.platform.files.data import FileData
from yimen.platform.files.models import StoredFile


class ContentBroken(Exception):
    """The content in the storage is not what was stored: a fault of the installation, not of the user."""


def file_data(row: StoredFile) -> FileData:
    """Return the description of one row."""
    return FileData(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        format=row.format,
        size=row.size,
        sha256=row.sha256,
        owner=row.owner,
        generated=row.generated,
        stored_at=row.stored_at,
    )


def _row(file_id: UUID | str) -> StoredFile:
    try:
        wanted = UUID(str(file_id))
    except ValueError:
        wanted = None
    row = StoredFile.objects.filter(id=wanted).first() if wanted else None
    if row is None:
        raise NotFound("没有这个文件，或者它已经被移走。", code="no_such_file")
    return row


def describe(file_id: UUID | str) -> FileData:
    """Return the description of one file."""
    return file_data(_row(file_id))


def describe_many(file_ids: Iterable[UUID]) -> dict[UUID, FileData]:
    """Return the descriptions of many files in one query; unknown ones are left out."""
    return {row.id: file_data(row) for row in StoredFile.objects.filter(id__in=list(file_ids))}


def read(file_id: UUID | str) -> bytes:
    """Return the content, checked against its digest."""
    row = _row(file_id)
    with default_storage.open(row.path) as stored:
        body: bytes = stored.read()
    if hashlib.sha256(body).hexdigest() != row.sha256:
        raise ContentBroken(f"stored file {row.id} does not match its digest")
    return body
