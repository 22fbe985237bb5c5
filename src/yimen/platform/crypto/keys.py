"""Keys of the installation, kept in the data directory, outside the database and the repository."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def load_or_create_key(data_dir: Path, name: str) -> str:
    """Return the key ``name`` (64 hexadecimal characters), made on first use with mode 0600.

    The environment variable ``YIMEN_KEY_<NAME>`` wins, for operators who keep keys elsewhere.
    """
    given = os.environ.get(f"YIMEN_KEY_{name.upper()}")
    if given:
        return given
    path = data_dir / "keys" / f"{name}.key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, key: str) -> None:
    """Let the key appear whole or not at all: of two processes that start together the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)
