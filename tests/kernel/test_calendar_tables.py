"""The tables that ship: what they must hold, whoever regenerates them."""

import csv
from collections import defaultdict
from datetime import date, timedelta

import pytest

from yimen.kernel.reference import data_file
from yimen.kernel.workdays import FIXED_FESTIVALS


def rows_of(name: str) -> list[dict[str, str]]:
    with data_file(name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


FESTIVALS: dict[int, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
for row in rows_of("festivals.csv"):
    for festival in row["festival"].split("、"):
        day = date.fromisoformat(row["date"])
        FESTIVALS[day.year][festival].append(day)


def test_no_day_stands_twice_and_days_are_in_order():
    for name in ("holidays.csv", "festivals.csv"):
        listed = [row["date"] for row in rows_of(name)]
        assert listed == sorted(set(listed))


def test_make_up_days_lie_at_weekends():
    for row in rows_of("holidays.csv"):
        if row["kind"] == "work":
            assert date.fromisoformat(row["date"]).weekday() >= 5


def test_festivals_are_listed_without_a_gap_from_2027_to_2060():
    assert sorted(FESTIVALS) == list(range(2027, 2061))


@pytest.mark.parametrize("year", sorted(FESTIVALS))
def test_each_year_has_thirteen_festival_days_by_the_revision_of_2024(year):
    lengths = {name: len(listed) for name, listed in FESTIVALS[year].items()}
    assert lengths == {
        "元旦": 1,
        "春节": 4,
        "清明节": 1,
        "劳动节": 2,
        "端午节": 1,
        "中秋节": 1,
        "国庆节": 3,
    }


@pytest.mark.parametrize("year", sorted(FESTIVALS))
def test_fixed_festivals_are_on_their_dates_and_spring_festival_runs_four_days(year):
    for (month, number), name in FIXED_FESTIVALS.items():
        assert date(year, month, number) in FESTIVALS[year][name]
    eve = FESTIVALS[year]["春节"][0]
    assert FESTIVALS[year]["春节"] == [eve + timedelta(days=k) for k in range(4)]
    assert date(year, 1, 20) <= eve <= date(year, 2, 20)


@pytest.mark.parametrize(
    ("festival", "day"),
    [
        # first day of the lunar year is the day after the eve
        ("春节", "2027-02-06"),
        ("春节", "2028-01-26"),
        ("春节", "2029-02-13"),
        ("春节", "2030-02-03"),
        ("春节", "2033-01-31"),
        ("春节", "2034-02-19"),
        ("端午节", "2027-06-09"),
        ("端午节", "2028-05-28"),
        ("中秋节", "2027-09-15"),
        ("中秋节", "2028-10-03"),
        ("中秋节", "2033-09-08"),
        ("清明节", "2027-04-05"),
        ("清明节", "2028-04-04"),
    ],
)
def test_known_dates_of_the_lunar_calendar(festival, day):
    known = date.fromisoformat(day)
    assert known in FESTIVALS[known.year][festival]


def test_a_missing_table_is_said_at_once():
    with pytest.raises(FileNotFoundError):
        data_file("no-such-table.csv")
