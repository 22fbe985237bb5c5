"""Load a file once, and again only when its content has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from yimen.platform.reference.models import LoadedFile
from yimen.platform.wallclock import now

Result = TypeVar("Result")


def digest_of_files(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over names and contents, in the order of the names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load_once(name: str, paths: Iterable[Path], load: Callable[[], Result]) -> Result | None:
    """Run ``load`` unless exactly these contents were loaded before; return its result, or None.

    The note is written after the load: a load that was cut off is done again, so ``load`` must be idempotent.
    """
    digest = digest_of_files(paths)
    if LoadedFile.objects.filter(name=name, sha256=digest).exists():
        return None
    result = load()
    LoadedFile.objects.update_or_create(name=name, defaults={"sha256": digest, "loaded_at": now()})
    return result
