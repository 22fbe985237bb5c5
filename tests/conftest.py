"""A data directory of its own for every run, and time that stands where a test says."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

DATA_DIR = Path(tempfile.mkdtemp(prefix="yimen-tests-"))
os.environ["YIMEN_DATA_DIR"] = str(DATA_DIR)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(DATA_DIR, ignore_errors=True)
