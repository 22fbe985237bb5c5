"""What a file field lets one choose."""

from __future__ import annotations

from collections.abc import Iterable

# Endings alone make a phone open its file list; with the media type it offers the camera too.
KINDS = {
    "pdf": (".pdf", "application/pdf"),
    "jpg": (".jpg", ".jpeg", "image/jpeg"),
    "jpeg": (".jpg", ".jpeg", "image/jpeg"),
    "png": (".png", "image/png"),
}


def accept_of(formats: Iterable[str]) -> str:
    """Return the ``accept`` of a file field for these formats."""
    kinds = (kind for form in formats for kind in KINDS.get(form.lower(), (f".{form.lower()}",)))
    return ",".join(dict.fromkeys(kinds))
