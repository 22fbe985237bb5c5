"""Several people at once: the database decides, and everybody hears something they understand."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from tests.contexts.identity.conftest import PERSON
from tests.platform.two_databases import committed, together
from yimen.contexts.identity import api
from yimen.contexts.identity.models import Account, NaturalPerson
from yimen.kernel.errors import Conflict

__all__ = ["committed"]
TOGETHER = 4


@pytest.fixture
def rooms(committed: str) -> None:
    with connection.schema_editor() as editor:
        for label in ("regions", "identity"):
            for model in apps.get_app_config(label).get_models():
                editor.create_model(model)


def test_one_number_sent_several_times_at_once_opens_one_account(rooms: None) -> None:
    outcomes = together(*[lambda: api.register_person(**PERSON)] * TOGETHER)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert [error.code for error in refused] == ["number_taken"] * (TOGETHER - 1)
    assert Account.objects.count() == NaturalPerson.objects.count() == 1
