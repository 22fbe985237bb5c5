"""The anchor files: outside the database, one per day, written once."""

from __future__ import annotations

import os
import secrets
from datetime import date
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Return where the anchors of this installation lie."""
    return Path(settings.DATA_DIR) / "anchors"


def path_of(day: date) -> Path:
    """Return the file of one day."""
    return folder() / f"{day.isoformat()}.json"


def days_on_file() -> set[date]:
    """Return the days that have a file."""
    days = set()
    for path in folder().glob("????-??-??.json"):
        try:
            days.add(date.fromisoformat(path.stem))
        except ValueError:
            continue  # not one of ours
    return days


def read_text(day: date) -> str | None:
    """Return what the file of ``day`` says, or None where there is none (or it cannot be read as text)."""
    try:
        return path_of(day).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return ""


def write_once(day: date, text: str) -> None:
    """Write the file whole and read-only; FileExistsError if the day has one already."""
    target = path_of(day)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)  # unlike a rename, never replaces a file that is there
    finally:
        draft.unlink(missing_ok=True)
