"""Run ``yimen`` as people do: as a program of its own, with a data directory of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a fresh installation in ``data``."""
    ours = ("YIMEN_", "DJANGO_", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "YIMEN_DATA_DIR": str(data), **more}


def yimen(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "yimen.sites.cli.main", *arguments]
    return subprocess.run(
        command,
        env=environment(data, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def last_line(run: subprocess.CompletedProcess[str]) -> Any:
    """Return the JSON of the last line."""
    return json.loads(run.stdout.strip().splitlines()[-1])
