"""Issue: what a licence is made of, once per matter, one per holder where the type says so."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest
from django.db import connection

from tests.contexts.licences.conftest import FACTS, NUMBER, TYPE, USCC, issue
from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api
from yimen.contexts.licences.models import Licence
from yimen.kernel.errors import Conflict, IllegalMove, InvalidInput, InvalidValue, NotFound
from yimen.kernel.licenceid import LicenceId
from yimen.platform.journal import api as journal
from yimen.platform.outbox.models import Event
from yimen.platform.wallclock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]

MONDAY = datetime(2026, 3, 16, 9, 0)


@pytest.fixture(autouse=True)
def monday():
    with standing_at(MONDAY):
        yield


def test_a_licence_carries_an_identifier_whose_check_character_holds(person):
    licence = issue(person)
    parsed = LicenceId.parse(licence.identifier)
    assert (parsed.type_code.value, parsed.issuer, parsed.serial, parsed.version) == (
        TYPE,
        USCC,
        "2026000001",
        1,
    )
    assert (licence.state_name, licence.in_force, licence.issued_on) == ("有效", True, date(2026, 3, 16))


def test_serials_of_one_body_count_on_and_start_again_with_the_year(person):
    assert [issue(person).serial for _ in range(3)] == ["2026000001", "2026000002", "2026000003"]
    with standing_at(datetime(2027, 1, 4, 9, 0)):
        assert issue(person).serial == "2027000001"


def test_asked_again_for_the_same_matter_it_is_the_same_licence(person):
    first = issue(person, subject="case:1")
    again = issue(person, subject="case:1", facts={"经营项目": "别的"})
    assert again.id == first.id
    assert again.facts == FACTS
    assert Licence.objects.count() == 1
    assert api.licence_of_subject("case:1") == first
    assert api.licence_of_subject("case:2") is None


def test_facts_keep_their_order(person):
    facts = {"丙": "3", "甲": "1", "乙": "2"}
    licence = issue(person, facts=facts)
    assert list(api.licence(licence.id, identity.SYSTEM).facts) == ["丙", "甲", "乙"]


def test_neither_tables_nor_journal_nor_outbox_tell_who_the_holder_is(person):
    licence = issue(person)
    api.file_of(licence.id)
    seen = ""
    with connection.cursor() as cursor:
        for table in ("licences_licence", "journal_entry", "outbox_event", "notify_message"):
            cursor.execute(f"SELECT * FROM {table}")
            seen += str(cursor.fetchall())
    assert licence.identifier in seen
    for secret in ("王秀兰", NUMBER, "思源大道"):
        assert secret not in seen


def test_the_act_is_journalled_and_told_to_other_rooms(person):
    licence = issue(person, subject="case:1")
    entry = journal.entries_of(f"licence:{licence.id}")[0]
    assert (entry.act, entry.basis) == ("licence.issue", "《行政许可法》第三十九条")
    assert entry.facts["identifier"] == licence.identifier
    assert journal.digest_matches(NUMBER, entry.facts["holder"])
    event = Event.objects.get(type="licence.issued")
    assert str(licence.id) in event.body
    assert "case:1" in event.body


def test_a_second_live_licence_is_refused_where_the_type_allows_one(person, stranger, single):
    issue(person, single.code)
    with pytest.raises(Conflict) as refusal:
        issue(person, single.code)
    assert refusal.value.code == "one_per_holder"
    assert issue(stranger, single.code).in_force


def test_what_ran_out_makes_room_for_the_next(person, single):
    old = issue(person, single.code, valid_until=date(2026, 12, 31))
    with standing_at(datetime(2027, 1, 1, 9, 0)):
        new = issue(person, single.code, valid_from=date(2027, 1, 1))
        assert new.in_force
        assert api.licence(old.id, identity.SYSTEM).state_name == "失效"


def test_a_change_gives_the_next_version_and_ends_the_old_one(person, single):
    first = issue(person, single.code)
    second = issue(person, single.code, replaces=first.id, facts={"经营范围": "扩大"})
    assert (second.serial, second.version, second.replaces_id) == (first.serial, 2, first.id)
    assert LicenceId.parse(second.identifier).version == 2
    assert not api.licence(first.id, identity.SYSTEM).in_force
    assert api.valid_licence(person.party_id, single.code).id == second.id


def test_nobody_replaces_the_licence_of_another_or_of_another_type(person, stranger, single):
    first = issue(person, single.code)
    with pytest.raises(IllegalMove):
        issue(stranger, single.code, replaces=first.id)
    with pytest.raises(IllegalMove):
        issue(person, TYPE, replaces=first.id)
    assert api.licence(first.id, identity.SYSTEM).in_force


def test_a_withdrawn_licence_is_not_replaced(person, single):
    first = issue(person, single.code)
    api.withdraw(first.id, actor=identity.SYSTEM, reason="以欺骗手段取得")
    with pytest.raises(IllegalMove):
        issue(person, single.code, replaces=first.id)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"type_code": "115113016823646795999"}, NotFound),
        ({"issuer_uscc": ""}, InvalidInput),
        ({"issuer_uscc": "115113016823646790"}, InvalidValue),
        ({"valid_until": date(2026, 3, 15)}, InvalidInput),
        ({"replaces": uuid.uuid4()}, NotFound),
    ],
)
def test_what_cannot_be_issued_is_refused_and_leaves_nothing(person, changes, error):
    with pytest.raises(error):
        issue(person, **changes)
    assert not Licence.objects.exists()
    assert not Event.objects.exists()


def test_types_are_loaded_once_and_again_without_change(tmp_path):
    file = tmp_path / "types.toml"
    text = f'[[types]]\ncode = "{USCC}007"\nname = "某证"\nissuer = "某局"\nvalidity_months = 12\n'
    file.write_text(text, encoding="utf-8")
    report = api.load_types(file)
    assert (report.read, report.created, report.changed, report.unchanged) == (1, 1, 0, 0)
    assert api.load_types(file).unchanged == 1
    file.write_text(text.replace("某证", "新名"), encoding="utf-8")
    assert api.load_types(file).changed == 1
    assert "新名" in {kind.name for kind in api.types()}


def test_a_type_code_with_a_wrong_credit_code_is_refused():
    with pytest.raises(InvalidValue):
        api.register_type(code="115113016823646790001", name="某证", issuer="某局")
