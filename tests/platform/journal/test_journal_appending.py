"""Acts are written down in a chain per subject, and never changed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from tests.platform.journal.tampering import write_entries
from tests.platform.two_databases import failing_act, together
from yimen.platform.journal import api as journal
from yimen.platform.journal.domain.chain import GENESIS
from yimen.platform.journal.models import Anchor, AppendOnly, Entry
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db(transaction=False)
MARCH_16 = datetime(2026, 3, 16, 9, 30)


def test_an_act_is_read_back_as_it_was_written():
    with standing_at(MARCH_16):
        journal.append(
            subject="case:1",
            act="case.accept",
            actor="account:7",
            role="acceptor",
            basis="行政许可法第三十二条",
            facts={"材料": ["身份证明", "租赁合同"], "copies": 2},
        )

    (entry,) = journal.entries_of("case:1")
    assert (entry.position, entry.act, entry.actor) == (1, "case.accept", "account:7")
    assert (entry.role, entry.basis) == ("acceptor", "行政许可法第三十二条")
    assert entry.facts == {"材料": ["身份证明", "租赁合同"], "copies": 2}
    assert entry.recorded_at == datetime(2026, 3, 16, 1, 30, tzinfo=UTC)


def test_an_act_takes_effect_when_it_is_recorded_unless_it_says_otherwise():
    effective = datetime(2026, 3, 13, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    with standing_at(MARCH_16):
        plain = journal.append(subject="case:1", act="case.accept", actor="a")
        late = journal.append(subject="case:1", act="case.review", actor="a", effective_at=effective)

    assert plain.effective_at == plain.recorded_at
    assert late.effective_at == effective < late.recorded_at


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        journal.append(subject="case:1", act="a", actor="a", effective_at=datetime(2026, 3, 16))


def test_every_entry_carries_the_hash_of_the_one_before():
    write_entries("case:1", 3)

    first, second, third = journal.entries_of("case:1")
    assert first.previous == GENESIS
    assert second.previous == first.hash
    assert third.previous == second.hash
    assert journal.head_of("case:1") == journal.HeadData("case:1", 3, third.hash)


def test_chains_of_two_subjects_do_not_touch():
    write_entries("case:1", 2)
    write_entries("case:2", 1)

    assert [entry.position for entry in journal.entries_of("case:2")] == [1]


def test_a_subject_nothing_happened_to_has_an_empty_chain():
    assert journal.entries_of("case:9") == []
    assert journal.head_of("case:9") == journal.HeadData("case:9", 0, GENESIS)


def test_facts_may_hold_days_moments_amounts_and_ids():
    facts = {"day": date(2026, 3, 16), "fee": Decimal("12.50"), "file": UUID(int=5), "at": MARCH_16}

    entry = journal.append(subject="case:1", act="a", actor="a", facts=facts)

    assert entry.facts["day"] == "2026-03-16"
    assert entry.facts["fee"] == "12.50"
    assert entry.facts["file"] == str(UUID(int=5))


@pytest.mark.parametrize("fact", [float("nan"), object(), b"bytes"])
def test_a_fact_that_has_no_one_text_is_refused(fact):
    with pytest.raises((TypeError, ValueError)):
        journal.append(subject="case:1", act="a", actor="a", facts={"fact": fact})


def test_numbers_that_databases_like_to_rewrite_keep_the_chain_whole():
    journal.append(
        subject="case:1", act="a", actor="a", facts={"n": [1.0, 1e22, -0.0, 10**30], "s": "\u0000"}
    )

    assert journal.verify().clean


def test_appending_to_a_chain_asks_three_things_of_the_database(django_assert_num_queries):
    write_entries("case:1", 1)

    with django_assert_num_queries(3):
        write_entries("case:1", 1)


def test_an_entry_cannot_be_changed_or_removed():
    write_entries("case:1", 1)
    entry = Entry.objects.get()
    entry.actor = "somebody else"

    for attempt in (
        entry.save,
        entry.delete,
        lambda: Entry.objects.update(actor="x"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([entry], ["actor"]),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            attempt()
    assert journal.entries_of("case:1")[0].actor == "account:1"


def test_an_anchor_cannot_be_changed_or_removed():
    journal.anchor_day(date(2026, 3, 16))

    with pytest.raises(AppendOnly):
        Anchor.objects.update(root="0")
    with pytest.raises(AppendOnly):
        Anchor.objects.get().delete()


def test_a_rolled_back_act_leaves_no_entry():
    write_entries("case:1", 1)

    with pytest.raises(ZeroDivisionError):
        failing_act(lambda: write_entries("case:1", 1))

    assert journal.head_of("case:1").length == 1
    write_entries("case:1", 1)
    assert journal.verify().clean


def test_writers_of_one_subject_queue_up(committed):
    results = together(*[lambda: write_entries("case:1", 8)] * 5)

    assert results == [None] * 5
    assert [entry.position for entry in journal.entries_of("case:1")] == list(range(1, 41))
    assert journal.verify().clean


def test_verifying_beside_working_people_finds_nothing(committed):
    reports = together(*[lambda: write_entries("case:1", 15)] * 3, *[journal.verify] * 2)[3:]

    assert all(report.clean for report in reports)


def test_a_digest_recognises_a_person_without_naming_them():
    digest = journal.digest_of("110101199003074477")

    assert journal.digest_matches("110101199003074477", digest)
    assert not journal.digest_matches("110101199003074478", digest)
    assert "1101" not in digest


def test_two_digests_of_one_person_do_not_point_at_each_other():
    assert journal.digest_of("110101199003074477") != journal.digest_of("110101199003074477")


def test_a_digest_of_another_installation_recognises_nobody(settings):
    digest = journal.digest_of("110101199003074477")
    settings.INDEX_KEY = "1" * 64

    assert not journal.digest_matches("110101199003074477", digest)


def test_recording_follows_the_order_of_time():
    with standing_at(MARCH_16):
        write_entries("case:1", 1)
    with standing_at(MARCH_16 + timedelta(days=1)):
        write_entries("case:1", 1)

    first, second = journal.entries_of("case:1")
    assert second.recorded_at - first.recorded_at == timedelta(days=1)
