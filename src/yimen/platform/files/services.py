"""Store a file: checked by size and content, kept once per content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from yimen.kernel.errors import InvalidValue, TooLarge
from yimen.platform.files.data import FileData
from yimen.platform.files.models import StoredFile
from yimen.platform.files.selectors import file_data
from yimen.platform.files.sniffing import KINDS, SYNONYMS, UNKNOWN, Kind, describe_unknown, sniff
from yimen.platform.wallclock import now

_NAME_LENGTH = 120
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


def store(
    content: bytes | UploadedFile,
    *,
    name: str,
    owner: str,
    allowed: Collection[str] | None = None,
    max_bytes: int | None = None,
    generated: bool = False,
) -> FileData:
    """Keep ``content`` and return its description.

    ``allowed`` lists formats ("pdf", "jpg"); None lets every known harmless kind in. Programs, scripts, web
    pages and SVG are refused whatever is allowed. ``generated`` marks our own papers, which may be shown
    inline; never set it for anything a user sent.
    """
    limit = max_bytes or settings.MAX_FILE_BYTES
    body = _read_within(content, limit)
    kind = _checked_kind(body, allowed)
    row = StoredFile(
        name=_clean_name(name, kind),
        format=kind.format,
        media_type=kind.media_type,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        owner=owner,
        generated=generated,
        stored_at=now(),
    )
    _put(row.path, body)
    row.save(force_insert=True)
    return file_data(row)


def _read_within(content: bytes | UploadedFile, limit: int) -> bytes:
    """Return the whole content, without reading further than the limit."""
    size = len(content) if isinstance(content, bytes) else content.size or 0
    if size <= limit:
        body = content if isinstance(content, bytes) else content.read(limit + 1)
        size = max(size, len(body))
    if size > limit:
        raise TooLarge(
            f"文件有 {_megabytes(size)}，超过了 {_megabytes(limit)} 的上限。请压缩或拆分后再上传。"
        )
    if not body:
        raise InvalidValue("文件是空的，没有任何内容。请重新选择文件。", code="empty_file")
    return body


def _checked_kind(body: bytes, allowed: Collection[str] | None) -> Kind:
    """Return the kind found in the content, or refuse it in words."""
    kind = sniff(body)
    if kind.dangerous:
        raise InvalidValue(f"为了安全，不能上传{kind.label}。", code="dangerous_type")
    formats = None if allowed is None else {SYNONYMS.get(form.lower(), form.lower()) for form in allowed}
    welcome = "、".join(sorted(form.upper() for form in (formats or KINDS)))
    if kind is UNKNOWN:
        guess = describe_unknown(body)
        what = f"看起来是 {guess} 文件" if guess else "无法识别这个文件的类型"
        raise InvalidValue(f"{what}，这里只接受：{welcome}。", code="unknown_type")
    if formats is not None and kind.format not in formats:
        raise InvalidValue(f"这个文件的内容是{kind.label}，这里只接受：{welcome}。", code="wrong_type")
    return kind


def _clean_name(name: str, kind: Kind) -> str:
    """Return a harmless file name whose ending tells the truth about the content."""
    base = _NOT_IN_NAMES.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, dot, ending = base.rpartition(".")
    if not dot:
        stem, ending = base, ""
    if SYNONYMS.get(ending.lower(), ending.lower()) != kind.format:
        known = {**KINDS, **SYNONYMS}
        stem, ending = (stem if ending.lower() in known else base), kind.format
    return f"{stem[:_NAME_LENGTH] or '文件'}.{ending}"


def _put(path: str, body: bytes) -> None:
    """Write the content once; a remainder of an interrupted write is replaced."""
    if default_storage.exists(path):
        if default_storage.size(path) == len(body):
            return
        default_storage.delete(path)
    written = default_storage.save(path, ContentFile(body))
    if written != path:  # somebody stored the same content at the same moment
        default_storage.delete(written)


def _megabytes(size: int) -> str:
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
