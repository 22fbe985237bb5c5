"""Keys of the installation, kept in the data directory, outside the database and the repository."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def load_or_create_key(data_dir: Path, name: str) -> str:
    """Return the key ``name`` (64 hexadecimal characters), made on first use with mode 0600.

    The environment variable ``YIMEN_KEY_<NAME>`` wins, for operators who keep keys elsewhere.
    """
    given = os.environ.get(f"YIMEN_KEY_{name.upper()}")
    if given:
        return given
    path = data_dir / "keys" / f"{name}.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
