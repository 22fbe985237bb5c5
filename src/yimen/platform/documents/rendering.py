"""Set a document from a template and facts: the same facts and moment give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.apps import apps

import yimen
from yimen.platform.documents.fonts import FAMILIES, book

ROOT = Path(yimen.__file__).resolve().parent
OWN_PAPERS = Path(__file__).resolve().parent / "papers"
_NAME = re.compile(r"(?:papers/)?((?:[a-z_]+/)?[a-z0-9_]+\.typ)")


class CannotBePrinted(RuntimeError):
    """A template is wrong, or the font lacks a character (``message`` says which)."""


def template_path(template: str) -> Path:
    """Return the file of ``template``: ``room/name.typ`` of one room, ``documents/name.typ`` of this one."""
    match = _NAME.fullmatch(template)
    if match is None:
        raise CannotBePrinted(f"not a template name: {template!r}")
    room, _, name = match[1].rpartition("/")
    try:
        own = room in ("", "documents")
        folder = OWN_PAPERS if own else Path(apps.get_app_config(room).path) / "papers"
    except LookupError as error:
        raise CannotBePrinted(f"no room {room!r} for the template {name!r}") from error
    path = folder / name
    if not path.is_file():
        raise CannotBePrinted(f"no template {name!r} in {folder}")
    return path


def render(template: str, facts: Mapping[str, Any], moment: datetime, archival: bool = False) -> bytes:
    """Return the PDF of ``template`` filled with ``facts``.

    ``facts`` reach the template as data and are set as plain text, whatever stands in them. ``moment`` is
    the date of the document. ``archival`` gives PDF/A-2b (ISO 19005-2), where no character may miss.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment of a document must be aware")
    inputs = {
        "facts": json.dumps(facts, ensure_ascii=False, sort_keys=False, default=str),
        "fonts": json.dumps(list(FAMILIES)),
    }
    try:
        pdf = typst.compile(
            str(template_path(template)),
            root=str(ROOT),
            font_paths=book(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2b"] if archival else ["1.7"],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotBePrinted(f"{template}: {error.message}") from error
    return bytes(pdf)
