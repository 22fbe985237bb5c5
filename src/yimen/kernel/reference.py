"""Where the reference data that ships with the program lies (the folder ``data/`` of the repository)."""

from __future__ import annotations

from pathlib import Path

DATA_DIR = Path(__file__).resolve().parents[3] / "data"


def data_file(name: str) -> Path:
    """Return the path of a shipped data file; a missing one is a broken installation, said at once."""
    path = DATA_DIR / name
    if not path.exists():
        raise FileNotFoundError(f"reference data file is missing: {path}")
    return path
