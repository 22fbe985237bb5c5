"""A district with its register, and items on its list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import ItemSummary
from yimen.contexts.regions import api as regions
from yimen.kernel.reference import data_file


@pytest.fixture
def district(db: None, tmp_path: Path) -> None:
    """The divisions and bodies that the samples name."""
    _settle_district(tmp_path)


@pytest.fixture(scope="module")
def real_catalogue(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[catalogue.ImportReport]:
    """The real list of the district, imported once for a module and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        _settle_district(tmp_path_factory.mktemp("district"))
        yield catalogue.import_csv(data_file("catalogue-guangan.csv"))
        transaction.set_rollback(True)


def _settle_district(folder: Path) -> None:
    divisions = folder / "divisions.csv"
    divisions.write_text(
        "code,name,level,parent_code\n"
        "510000000000,四川省,province,\n"
        "511600000000,广安市,city,510000000000\n"
        "511602000000,广安区,county,511600000000\n",
        encoding="utf-8",
    )
    regions.load_divisions(divisions)
    for name, uscc in ((samples.BODY_NAME, samples.BODY), ("区卫健局", samples.OTHER_BODY)):
        regions.ensure_organisation(name=name, kind="department", uscc=uscc, division=samples.DIVISION)


@pytest.fixture
def bee_item(district: None) -> ItemSummary:
    """One item from a list, found as a person would find it."""
    catalogue.import_csv(samples.table(samples.line(base="510120001005", task_type="1")))
    return catalogue.search("养蜂证").items[0]
