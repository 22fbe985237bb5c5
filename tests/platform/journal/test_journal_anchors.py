"""A day is sealed once, in a file outside the database, chained to the day before."""

import json
from datetime import date, datetime, timedelta

import pytest

from tests.platform.journal.tampering import found, sql, write_entries
from yimen.kernel.errors import Conflict
from yimen.platform.journal import anchor_files
from yimen.platform.journal import api as journal
from yimen.platform.journal.domain.anchors import Document, digest_of_document, read, write
from yimen.platform.journal.domain.chain import GENESIS
from yimen.platform.journal.models import Anchor
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db
MARCH_16 = date(2026, 3, 16)


def entries_on(day, subject="case:1", count=1, hour=10):
    with standing_at(datetime(day.year, day.month, day.day, hour, 0)):
        write_entries(subject, count)


def day_after(number):
    return MARCH_16 + timedelta(days=number)


def file_of(day):
    return json.loads(anchor_files.path_of(day).read_text(encoding="utf-8"))


def doctor_file(day, text):
    path = anchor_files.path_of(day)
    path.chmod(0o644)
    path.write_text(text, encoding="utf-8")


def test_the_file_names_every_head_that_moved(data_dir):
    entries_on(MARCH_16, "case:1", 2)
    entries_on(MARCH_16, "case:2", 1)

    anchor = journal.anchor_day(MARCH_16)

    assert anchor.path == str(data_dir / "anchors" / "2026-03-16.json")
    assert anchor.count == 2
    heads = [["case:1", 2, journal.head_of("case:1").hash], ["case:2", 1, journal.head_of("case:2").hash]]
    assert file_of(MARCH_16)["heads"] == heads


def test_only_heads_that_moved_since_the_last_anchor_are_named():
    entries_on(MARCH_16, "case:1")
    journal.anchor_day(MARCH_16)
    entries_on(day_after(1), "case:2")

    assert journal.anchor_day(day_after(1)).count == 1


def test_what_happens_after_midnight_belongs_to_the_next_anchor():
    entries_on(MARCH_16, "case:1", hour=23)
    entries_on(day_after(1), "case:1", hour=0)

    journal.anchor_day(MARCH_16)
    assert file_of(MARCH_16)["heads"][0][1] == 1
    journal.anchor_day(day_after(1))
    assert file_of(day_after(1))["heads"][0][1] == 2


def test_an_entry_recorded_after_its_day_was_sealed_is_in_the_next_anchor():
    journal.anchor_day(MARCH_16)
    entries_on(MARCH_16, "case:1")

    assert journal.anchor_day(day_after(1)).count == 1


def test_days_without_a_worker_are_covered_by_the_next_anchor():
    entries_on(MARCH_16, "case:1")
    entries_on(day_after(2), "case:2")

    assert journal.anchor_day(day_after(3)).count == 2


def test_anchors_are_chained():
    first = journal.anchor_day(MARCH_16)
    second = journal.anchor_day(day_after(1))

    assert first.previous == GENESIS
    assert second.previous == first.digest


def test_a_quiet_day_has_an_anchor_too():
    assert journal.anchor_day(MARCH_16).count == 0
    assert journal.verify().clean


def test_a_day_is_sealed_once():
    entries_on(MARCH_16, "case:1")
    first = journal.anchor_day(MARCH_16)
    entries_on(MARCH_16, "case:1")

    assert journal.anchor_day(MARCH_16) == first
    assert Anchor.objects.count() == 1


def test_a_day_before_the_last_anchor_cannot_be_sealed_any_more():
    journal.anchor_day(day_after(1))

    with pytest.raises(Conflict, match="已经锚定"):
        journal.anchor_day(MARCH_16)


def test_the_file_is_read_only():
    journal.anchor_day(MARCH_16)

    assert anchor_files.path_of(MARCH_16).stat().st_mode & 0o222 == 0


def test_a_file_left_by_a_crash_is_taken_over_not_rewritten():
    entries_on(MARCH_16, "case:1")
    sealed = journal.anchor_day(MARCH_16)
    sql("DELETE FROM journal_anchor")
    before = anchor_files.path_of(MARCH_16).read_bytes()

    assert journal.anchor_day(MARCH_16) == sealed
    assert anchor_files.path_of(MARCH_16).read_bytes() == before
    assert journal.verify().clean


def test_a_doctored_file_is_not_taken_over():
    journal.anchor_day(MARCH_16)
    sql("DELETE FROM journal_anchor")
    doctor_file(MARCH_16, anchor_files.path_of(MARCH_16).read_text().replace(GENESIS, "f" * 64))

    with pytest.raises(ValueError, match="verifier"):
        journal.anchor_day(MARCH_16)


def test_a_doctored_anchor_is_found():
    entries_on(MARCH_16, "case:1", 3)
    journal.anchor_day(MARCH_16)
    content = file_of(MARCH_16)
    content["heads"][0][1] = 2
    doctor_file(MARCH_16, json.dumps(content))

    assert found() == [("anchor_edited", "anchor:2026-03-16", 0)]


def test_an_anchor_doctored_with_root_and_digest_does_not_fit_its_row():
    entries_on(MARCH_16, "case:1", 3)
    journal.anchor_day(MARCH_16)
    old = read(anchor_files.path_of(MARCH_16).read_text())
    unsigned = Document(old.day, "2026-03-17T00:00:00+00:00", old.previous, old.root, old.heads, "")
    doctored = Document(**{**vars(unsigned), "digest": digest_of_document(unsigned)})
    doctor_file(MARCH_16, write(doctored))

    assert found() == [("anchor_edited", "anchor:2026-03-16", 0)]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other"}', '{"format": "yimen-anchor-1"}'])
def test_a_spoilt_file_is_found(text):
    journal.anchor_day(MARCH_16)
    doctor_file(MARCH_16, text)

    assert found() == [("anchor_edited", "anchor:2026-03-16", 0)]


def test_a_removed_file_is_found():
    journal.anchor_day(MARCH_16)
    anchor_files.path_of(MARCH_16).unlink()

    assert found() == [("anchor_missing", "anchor:2026-03-16", 0)]


def test_a_doctored_row_is_found():
    journal.anchor_day(MARCH_16)
    sql("UPDATE journal_anchor SET root = %s", "f" * 64)

    assert found() == [("anchor_edited", "anchor:2026-03-16", 0)]


def test_a_day_removed_with_file_and_row_breaks_the_chain_of_anchors():
    for number in range(3):
        journal.anchor_day(day_after(number))
    anchor_files.path_of(day_after(1)).unlink()
    sql("DELETE FROM journal_anchor WHERE day = %s", day_after(1))

    assert found() == [("anchor_chain", "anchor:2026-03-18", 0)]


def test_a_database_set_back_is_found_by_the_files():
    entries_on(MARCH_16, "case:1", 2)
    journal.anchor_day(MARCH_16)
    for table in ("journal_anchor", "journal_entry", "journal_head"):
        sql(f"DELETE FROM {table}")

    assert set(found()) == {("anchor_unrecorded", "anchor:2026-03-16", 0), ("cut_tail", "case:1", 1)}


def test_a_foreign_file_among_the_anchors_is_no_matter(data_dir):
    journal.anchor_day(MARCH_16)
    (data_dir / "anchors" / "2026-99-99.json").write_text("x")
    (data_dir / "anchors" / "README").write_text("x")

    assert journal.verify().clean
