"""The files of worked examples hold: 20 deadlines, 23 card boundaries, the holidays of S§7.9 and S§7.10."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from yimen.contexts.clocks.api import check_card_vectors, check_clock_examples
from yimen.contexts.clocks.data import Budget, Policy
from yimen.contexts.clocks.domain.history import History
from yimen.contexts.clocks.domain.spans import midnight
from yimen.contexts.clocks.domain.statutory import DayCount
from yimen.kernel.errors import InvalidValue, Refusal
from yimen.kernel.workdays import shipped_calendar

DATA = Path(__file__).parents[2] / "data"


def test_all_twenty_worked_deadlines_hold():
    report = check_clock_examples(DATA / "clock_examples.csv")
    assert report.read == 20
    assert [(row.case, row.expected, row.got) for row in report.wrong] == []


def test_all_twenty_three_card_boundaries_hold():
    report = check_card_vectors(DATA / "card_vectors.csv")
    assert report.read == 23
    assert [(row.case, row.expected, row.got) for row in report.wrong] == []


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_zone_of_the_host_changes_nothing(zone):
    program = (
        "import sys; from yimen.contexts.clocks.domain.oracles import *;"
        "from yimen.contexts.clocks.domain.cards import read_schemes;"
        "from yimen.kernel.workdays import shipped_calendar; from yimen.kernel.reference import data_file;"
        "calendar = shipped_calendar();"
        "scheme = read_schemes(data_file('card_schemes.toml').read_text('utf-8'))['elapsed-hunan'];"
        "a = check_clock_rows(open(sys.argv[1], encoding='utf-8').read(), calendar);"
        "b = check_card_rows(open(sys.argv[2], encoding='utf-8').read(), scheme, calendar);"
        "print(a.read, a.ok, b.read, b.ok)"
    )
    source = Path(__file__).parents[3] / "src"
    arguments = [str(DATA / "clock_examples.csv"), str(DATA / "card_vectors.csv")]
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "TZ": zone, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["20", "True", "23", "True"]


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-09-26", 20, "2025-10-30"),
        ("2026-02-10", 5, "2026-02-24"),
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-04-29", 5, "2026-05-09"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-12-25", 4, "2026-12-31"),
    ],
)
def test_the_holiday_fixtures_of_7_9_hold(start, days, due):
    count = _plain(start, days)
    assert (count.due_on, count.provisional) == (date.fromisoformat(due), False)


def test_a_deadline_in_a_year_without_a_table_is_found_and_marked_provisional():
    count = _plain("2026-12-25", 10)
    assert (count.due_on, count.provisional) == (date(2027, 1, 11), True)


def test_an_example_that_is_wrong_is_reported_with_both_dates(tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text("start,working_days,pauses,extension,due,why\n2026-03-02,20,,0,2026-03-31,one day off\n")
    report = check_clock_examples(file)
    assert not report.ok
    assert [(row.number, row.expected, row.got) for row in report.wrong] == [(2, "2026-03-31", "2026-03-30")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "missing_column"),
        ("start,working_days\n2026-03-02,20\n", "missing_column"),
        ("start,working_days,pauses,extension,due\n", "empty_file"),
        ("start,working_days,pauses,extension,due\n2026-02-30,20,,0,2026-03-30\n", "bad_value"),
        ("start,working_days,pauses,extension,due\n2026-03-02,many,,0,2026-03-30\n", "bad_value"),
        ("start,working_days,pauses,extension,due\n2026-03-02,20,2026-03-09,0,2026-03-30\n", "bad_value"),
        ("start,working_days,pauses,extension,due\n2026-03-02,-1,,0,2026-03-30\n", "bad_budget"),
        ("start,working_days,pauses,extension,due\n2026-03-02\n", "bad_value"),
        ("start,\x00\n", "bad_file"),
        ("start,working_days,pauses,extension,due\n" + "x" * 200_000 + "\n", "bad_file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, content, code):
    file = tmp_path / "broken.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidValue) as refused:
        check_clock_examples(file)
    assert refused.value.code == code


def test_a_file_in_another_encoding_or_no_file_is_refused(tmp_path):
    file = tmp_path / "utf16.csv"
    file.write_bytes("start,working_days".encode("utf-16"))
    with pytest.raises(Refusal):
        check_clock_examples(file)
    with pytest.raises(Refusal):
        check_card_vectors(tmp_path / "nothing.csv")


def _plain(start: str, days: int) -> DayCount:
    history = History(Policy.STATUTORY, midnight(date.fromisoformat(start)))
    return DayCount(history, Budget(days), shipped_calendar())
