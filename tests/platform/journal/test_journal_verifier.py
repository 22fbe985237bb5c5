"""Whatever is done to the journal behind the program's back is found and named."""

from datetime import date, datetime

import pytest

from tests.platform.journal.tampering import (
    doctor_head,
    found,
    recompute_hash,
    rewrite_chain_from,
    sql,
    write_entries,
)
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db
MARCH_16, MARCH_17 = date(2026, 3, 16), date(2026, 3, 17)


@pytest.fixture(autouse=True)
def two_chains():
    with standing_at(datetime(2026, 3, 16, 10, 0)):
        write_entries("case:1", 5)
        write_entries("case:2", 3)


def test_an_untouched_journal_is_clean_and_counted():
    journal.anchor_day(MARCH_16)

    report = journal.verify()

    assert report.clean
    assert (report.entries, report.subjects, report.anchors) == (8, 2, 1)


def test_one_changed_character_is_found():
    sql("UPDATE journal_entry SET facts = '{\"number\":9}' WHERE subject = 'case:1' AND position = 3")

    assert found() == [("edited", "case:1", 3)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "case.other"),
        ("actor", "account:2"),
        ("role", "decider"),
        ("basis", "无"),
        ("effective_at", datetime(2026, 3, 1, 10, 0)),
        ("recorded_at", datetime(2026, 3, 1, 10, 0)),
        ("previous", "f" * 64),
        ("hash", "f" * 64),
    ],
)
def test_every_column_of_an_entry_is_sealed(column, value):
    sql(f"UPDATE journal_entry SET {column} = %s WHERE subject = 'case:2' AND position = 2", value)

    assert ("edited", "case:2", 2) in found()


def test_an_edit_with_its_own_hash_doctored_breaks_the_next_link():
    sql("UPDATE journal_entry SET actor = 'x' WHERE subject = 'case:1' AND position = 3")
    recompute_hash("case:1", 3)

    assert found() == [("broken_link", "case:1", 4)]


def test_an_edit_of_the_last_entry_with_its_hash_doctored_does_not_fit_the_head():
    sql("UPDATE journal_entry SET actor = 'x' WHERE subject = 'case:1' AND position = 5")
    recompute_hash("case:1", 5)

    assert found() == [("head_mismatch", "case:1", 5)]


def test_a_chain_rewritten_to_its_head_does_not_fit_the_anchor():
    journal.anchor_day(MARCH_16)
    sql("UPDATE journal_entry SET actor = 'x' WHERE subject = 'case:1' AND position = 3")
    rewrite_chain_from("case:1", 3)

    assert found() == [("anchor_mismatch", "case:1", 5)]


def test_an_entry_removed_in_the_middle_is_found():
    sql("DELETE FROM journal_entry WHERE subject = 'case:1' AND position = 3")

    assert found() == [("removed", "case:1", 3)]


def test_a_first_entry_removed_is_found():
    sql("DELETE FROM journal_entry WHERE subject = 'case:1' AND position = 1")

    assert found() == [("removed", "case:1", 1)]


def test_closing_the_gap_after_a_removal_does_not_hide_it():
    sql("DELETE FROM journal_entry WHERE subject = 'case:1' AND position = 3")
    for position in (4, 5):
        sql(
            "UPDATE journal_entry SET position = %s WHERE subject = 'case:1' AND position = %s",
            position - 1,
            position,
        )
    doctor_head("case:1")

    assert ("removed", "case:1", 3) in found()


def test_a_cut_tail_is_found_by_the_head():
    sql("DELETE FROM journal_entry WHERE subject = 'case:1' AND position > 3")

    assert found() == [("cut_tail", "case:1", 4)]


def test_a_cut_tail_is_found_by_the_anchor_even_when_the_head_was_doctored():
    journal.anchor_day(MARCH_16)
    sql("DELETE FROM journal_entry WHERE subject = 'case:1' AND position > 3")
    doctor_head("case:1")

    assert found() == [("cut_tail", "case:1", 4)]


def test_a_subject_removed_altogether_is_found_by_the_anchor():
    journal.anchor_day(MARCH_16)
    sql("DELETE FROM journal_entry WHERE subject = 'case:1'")
    sql("DELETE FROM journal_head WHERE subject = 'case:1'")

    assert found() == [("cut_tail", "case:1", 1)]


def test_swapped_entries_are_found():
    for old, new in ((2, 99), (3, 2), (99, 3)):
        sql("UPDATE journal_entry SET position = %s WHERE subject = 'case:1' AND position = %s", new, old)

    assert {("reordered", "case:1", 2), ("reordered", "case:1", 3)} <= set(found())


def test_an_entry_smuggled_in_at_the_end_is_found():
    sql("UPDATE journal_entry SET subject = 'case:1', position = 6 WHERE subject = 'case:2' AND position = 3")

    kinds = found()
    assert ("edited", "case:1", 6) in kinds
    assert ("unaccounted", "case:1", 6) in kinds
    assert ("cut_tail", "case:2", 3) in kinds


def test_a_missing_head_is_found():
    sql("DELETE FROM journal_head WHERE subject = 'case:2'")

    assert found() == [("head_missing", "case:2", 0)]


def test_only_the_subjects_asked_for_are_read():
    sql("UPDATE journal_entry SET actor = 'x' WHERE subject = 'case:1' AND position = 3")

    assert found(["case:2"]) == []
    assert journal.verify(["case:2"]).entries == 3


def test_findings_speak_chinese_and_name_the_place():
    sql("DELETE FROM journal_entry WHERE subject = 'case:1' AND position IN (2, 3)")

    (finding,) = journal.verify().findings
    assert finding.message == "第 2 至 3 条记录被移除。"


def test_many_subjects_are_read_in_batches():
    for number in range(450):
        journal.append(subject=f"case:x{number}", act="a", actor="a")
    sql("UPDATE journal_entry SET actor = 'x' WHERE subject = 'case:x449'")

    assert found() == [("edited", "case:x449", 1)]
    assert journal.verify().subjects == 452
