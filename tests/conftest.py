"""A data directory of its own for every run, and time that stands where a test says."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

DATA_DIR = Path(tempfile.mkdtemp(prefix="yimen-tests-"))
(DATA_DIR / "static").mkdir()
os.environ["YIMEN_DATA_DIR"] = str(DATA_DIR)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    fast = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [fast, *settings.PASSWORD_HASHERS]  # the demo accounts' are of the usual kind


@pytest.fixture(scope="module")
def _district_rows(django_db_setup, django_db_blocker):
    """The district, loaded once a module in a transaction that is rolled back at its end."""
    from django.db import transaction

    from tests.district import load_district

    with django_db_blocker.unblock(), transaction.atomic():
        load_district()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def district(_district_rows, db):
    """Bodies, licence types, exemplar items and staff of a district, on Monday 2 March 2026, 9 o'clock."""
    from tests.district import MONDAY
    from yimen.platform.wallclock import standing_at

    with standing_at(MONDAY):
        yield
