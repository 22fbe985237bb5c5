"""Several at once: one licence per matter, one live licence per holder, one file, one change of state."""

from __future__ import annotations

import uuid
from functools import partial

import pytest
from django.apps import apps
from django.db import connection

from tests.contexts.licences.conftest import BODY, TYPE, USCC, issue
from tests.platform.two_databases import committed, together
from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api
from yimen.contexts.licences.models import Licence
from yimen.kernel.errors import Conflict
from yimen.platform.files.models import StoredFile
from yimen.platform.journal import api as journal

__all__ = ["committed"]
TOGETHER = 4
ROOMS = ("regions", "identity", "files", "notify", "licences")


@pytest.fixture
def holder(committed: str) -> identity.Actor:
    with connection.schema_editor() as editor:
        for label in ROOMS:
            for model in apps.get_app_config(label).get_models():
                editor.create_model(model)
    api.register_type(code=TYPE, name="食品经营许可证", issuer=BODY)
    api.register_type(code=f"{USCC}003", name="农药经营许可证", issuer=BODY, one_per_holder=True)
    return identity.register_company(
        name="广安老街坊餐饮有限公司",
        uscc="91511602MA0DEM013L",
        representative="张德明",
        phone="0826-2222222",
        password="yimen-demo-2026",
    )


def test_one_matter_issued_several_times_at_once_gives_one_licence(holder):
    outcomes = together(*[partial(issue, holder, subject="case:1")] * TOGETHER)
    assert {type(outcome) for outcome in outcomes} <= {api.LicenceData, Conflict}
    assert Licence.objects.count() == 1
    assert issue(holder, subject="case:2").serial.endswith("000002")


def test_several_matters_of_one_holder_at_once_leave_one_live_licence(holder):
    acts = [partial(issue, holder, f"{USCC}003", subject=f"case:{uuid.uuid4()}") for _ in range(TOGETHER)]
    outcomes = together(*acts)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == TOGETHER - 1
    assert Licence.objects.count() == 1


def test_different_matters_at_once_get_different_identifiers_without_a_gap(holder):
    acts = [partial(issue, holder, subject=f"case:{number}") for number in range(TOGETHER)]
    serials = sorted(outcome.serial[-6:] for outcome in together(*acts))
    assert serials == ["000001", "000002", "000003", "000004"]


def test_the_file_asked_for_by_several_at_once_is_made_once(holder):
    licence = issue(holder)
    outcomes = together(*[partial(api.file_of, licence.id)] * TOGETHER)
    assert len({outcome.id for outcome in outcomes}) == 1
    assert StoredFile.objects.count() == 1
    acts = [entry.act for entry in journal.entries_of(f"licence:{licence.id}")]
    assert acts == ["licence.issue", "licence.sign"]


def test_two_who_suspend_at_once_do_it_once(holder):
    licence = issue(holder)
    act = partial(api.suspend, licence.id, actor=identity.SYSTEM, reason="限期整改")
    outcomes = together(act, act)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert [entry.act for entry in journal.entries_of(f"licence:{licence.id}")] == [
        "licence.issue",
        "licence.suspend",
    ]
