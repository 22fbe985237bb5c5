"""A data directory of its own for every run, and time that stands where a test says."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings as django_settings


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if django_settings.configured:
        shutil.rmtree(django_settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_data_directory(settings, tmp_path):
    """Keys of the authority, anchors and outgoing messages of one test are not those of another."""
    settings.DATA_DIR = tmp_path


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
