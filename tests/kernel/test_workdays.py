"""行政许可法 第82条: working days, by the State Council's table or provisionally by the week."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.errors import InvalidValue
from yimen.kernel.workdays import DAY_SECONDS, SHANGHAI, DueDate, WorkCalendar, shipped_calendar

CALENDAR = shipped_calendar()
EXAMPLES = list(
    csv.DictReader((Path(__file__).parents[1] / "data" / "clock_examples.csv").open(encoding="utf-8"))
)
MAKE_UP_DAYS = [
    *(f"2026-{day}" for day in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")),
    *(f"2025-{day}" for day in ("01-26", "02-08", "04-27", "09-28", "10-11")),
]
DAYS_OFF_2026 = [
    ("01-01", "01-03"),
    ("02-15", "02-23"),
    ("04-04", "04-06"),
    ("05-01", "05-05"),
    ("06-19", "06-21"),
    ("09-25", "09-27"),
    ("10-01", "10-07"),
]

days = st.dates(date(2003, 6, 1), date(2045, 12, 31))


def spans_of(text: str) -> list[tuple[date, date]]:
    return [
        (date.fromisoformat(span[:10]), date.fromisoformat(span[11:])) for span in text.split(";") if span
    ]


def counted_by_hand(start: date, n: int, spans: list[tuple[date, date]]) -> date:
    """Count day by day with a set of excluded days: another way than the calendar's own."""
    paused = {first + timedelta(days=k) for first, last in spans for k in range((last - first).days)}
    day = start
    while n:
        day = day + timedelta(days=1)
        if CALENDAR.is_working_day(day) and day not in paused:
            n -= 1
    return day


@pytest.mark.parametrize(
    ("start", "n", "due"),
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
def test_the_nth_working_day_after_a_day_that_is_not_counted(start, n, due):
    assert CALENDAR.add_working_days(date.fromisoformat(start), n) == DueDate(date.fromisoformat(due), False)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["why"])
def test_the_worked_examples_hold(row):
    n = int(row["working_days"]) + int(row["extension"])
    due = CALENDAR.add_working_days(date.fromisoformat(row["start"]), n, spans_of(row["pauses"]))
    assert due == DueDate(date.fromisoformat(row["due"]), False)


@pytest.mark.parametrize("day", MAKE_UP_DAYS)
def test_a_make_up_day_at_the_weekend_is_a_working_day(day):
    assert date.fromisoformat(day).weekday() >= 5
    assert CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(("first", "last"), DAYS_OFF_2026)
def test_the_days_off_of_2026_are_not_working_days(first, last):
    day, end = date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
    while day <= end:
        assert not CALENDAR.is_working_day(day)
        day += timedelta(days=1)


def test_every_day_from_2004_to_2026_agrees_with_the_published_table():
    day = date(2004, 1, 1)
    while day.year <= 2026:
        assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_the_shipped_table_covers_2004_to_2026():
    assert CALENDAR.years == frozenset(range(2004, 2027))


def test_a_date_in_a_year_without_a_table_is_provisional():
    due = CALENDAR.add_working_days(date(2026, 12, 25), 10)
    assert due == DueDate(date(2027, 1, 11), True)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2027-02-04", 1, "2027-02-09"),  # New Year's eve of the lunar year is Friday 5 February
        ("2027-04-02", 1, "2027-04-06"),  # Qingming is Monday the 5th
        ("2028-01-24", 1, "2028-01-31"),  # eve on Tuesday 25 January, three days, then a weekend
        ("2030-04-30", 1, "2030-05-03"),  # Labour Day has two days since 2025
        ("2033-09-07", 1, "2033-09-09"),  # Mid-Autumn of the year with the disputed leap month
    ],
)
def test_in_a_year_without_a_table_the_statutory_festival_days_are_off(start, n, due):
    assert CALENDAR.add_working_days(date.fromisoformat(start), n) == DueDate(date.fromisoformat(due), True)


@pytest.mark.parametrize("year", [2061, 2300, 9990, 1990])
def test_a_year_beyond_all_tables_has_weekdays_less_fixed_festivals(year):
    assert not CALENDAR.published(year)
    assert not CALENDAR.is_working_day(date(year, 10, 1))
    assert CALENDAR.add_working_days(date(year, 6, 1), 20).provisional
    assert CALENDAR.is_working_day(date(year, 6, 1)) == (date(year, 6, 1).weekday() < 5)


def test_at_the_end_of_all_days_there_is_a_clear_refusal():
    with pytest.raises(InvalidValue):
        CALENDAR.add_working_days(date(9999, 12, 1), 100)
    with pytest.raises(InvalidValue):
        CALENDAR.add_working_days(date(1, 1, 10), -100)
    with pytest.raises(InvalidValue):
        CALENDAR.add_working_seconds(datetime(9999, 12, 30), 100 * DAY_SECONDS)
    assert CALENDAR.add_working_days(date(9999, 12, 31), 0).date == date(9999, 12, 31)


@pytest.mark.parametrize("n", [10_001, -10_001])
def test_a_period_beyond_any_law_is_refused(n):
    with pytest.raises(InvalidValue):
        CALENDAR.add_working_days(date(2026, 3, 2), n)


def test_counting_back_finds_the_day_to_warn_on():
    assert CALENDAR.add_working_days(date(2026, 3, 16), -2).date == date(2026, 3, 12)
    assert CALENDAR.add_working_days(date(2026, 2, 24), -1).date == date(2026, 2, 14)


def test_no_days_at_all_is_the_day_itself_or_the_working_day_after_it():
    assert CALENDAR.add_working_days(date(2026, 3, 2), 0).date == date(2026, 3, 2)
    assert CALENDAR.add_working_days(date(2026, 10, 1), 0).date == date(2026, 10, 8)


def test_the_next_working_day_is_never_the_day_itself():
    assert CALENDAR.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert CALENDAR.next_working_day(date(2026, 10, 8)) == date(2026, 10, 9)


def test_a_moment_instead_of_a_date_is_a_fault_of_the_caller():
    with pytest.raises(TypeError):
        CALENDAR.is_working_day(datetime(2026, 10, 1, 9))


def test_festivals_bear_their_names():
    assert CALENDAR.festival_name(date(2026, 10, 1)) == "国庆节"
    assert CALENDAR.festival_name(date(2027, 2, 5)) == "春节"
    assert CALENDAR.festival_name(date(2300, 5, 1)) == "劳动节"
    assert CALENDAR.festival_name(date(2026, 3, 2)) == ""


def test_an_edition_laid_over_makes_the_year_published():
    edition = {date(2027, 2, 8): True, date(2027, 2, 10): False, date(2026, 12, 26): True}
    calendar = CALENDAR.with_days(edition, years=[2027])
    assert calendar.add_working_days(date(2027, 2, 4), 2) == DueDate(date(2027, 2, 9), False)
    assert calendar.is_working_day(date(2026, 12, 26))
    assert calendar.published(2027)
    assert not CALENDAR.published(2027)
    assert calendar != CALENDAR


def test_a_year_without_a_table_on_the_way_makes_the_date_provisional():
    calendar = CALENDAR.with_days({}, years=[2028])
    assert calendar.add_working_days(date(2026, 12, 30), 300) == DueDate(date(2028, 3, 9), True)
    assert not calendar.add_working_days(date(2027, 12, 31), 3).provisional
    assert calendar.add_working_days(date(2028, 1, 3), -1).provisional


def test_an_edition_may_take_back_a_day_of_the_shipped_table():
    calendar = CALENDAR.with_days({date(2026, 10, 7): True})
    assert calendar.add_working_days(date(2026, 9, 30), 1).date == date(2026, 10, 7)
    assert calendar.festival_name(date(2026, 10, 7)) == ""


def test_calendars_can_be_keys_of_a_cache():
    assert len({CALENDAR, CALENDAR.with_days({}), WorkCalendar({}, frozenset())}) == 2


pauses = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 15)).map(
        lambda span: (date(2026, 2, 1) + timedelta(days=span[0]), timedelta(days=span[1]))
    ),
    max_size=4,
).map(lambda spans: [(first, first + length) for first, length in spans])


@given(st.dates(date(2026, 1, 20), date(2026, 3, 20)), st.integers(1, 40), pauses)
def test_pauses_count_as_an_independent_day_by_day_counter_counts_them(start, n, spans):
    due = CALENDAR.add_working_days(start, n, spans).date
    assert due == counted_by_hand(start, n, spans)
    assert CALENDAR.working_days_between(start, due, spans) == n


@given(days, st.integers(1, 60))
def test_adding_and_counting_are_inverse(start, n):
    due = CALENDAR.add_working_days(start, n)
    assert CALENDAR.is_working_day(due.date)
    assert CALENDAR.working_days_between(start, due.date) == n
    assert CALENDAR.working_days_between(due.date, start) == -n
    assert due.provisional == CALENDAR.provisional_between(start, due.date)


@given(days, st.integers(1, 60))
def test_counting_back_is_counting_forward_reversed(end, n):
    start = CALENDAR.add_working_days(end, -n).date
    first_counted_back = CALENDAR.working_days_between(start - timedelta(days=1), end - timedelta(days=1))
    assert first_counted_back == n
    assert CALENDAR.is_working_day(start)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        ("2018-10-15T10:00:00", "2018-10-29T10:00:00", 10 * DAY_SECONDS),
        ("2018-10-15T10:00:00", "2018-10-29T10:00:01", 10 * DAY_SECONDS + 1),
        ("2018-10-19T10:00:00", "2018-10-22T10:00:00", DAY_SECONDS),
        ("2018-10-20T10:00:00", "2018-10-21T10:00:00", 0),
        ("2018-10-20T10:00:00", "2018-10-22T00:00:01", 1),
        ("2018-10-15T10:00:00", "2018-10-15T10:00:00", 0),
        ("2018-10-15T10:00:00", "2018-10-15T09:00:00", -3600),
        ("2018-10-15T10:00:00", "2018-10-15T10:00:00.900", 0),
        ("2026-09-30T23:00:00", "2026-10-08T01:00:00", 7200),
    ],
)
def test_working_time_to_the_second(start, end, seconds):
    assert CALENDAR.working_seconds(at(start), at(end)) == seconds


def test_working_time_does_not_depend_on_the_zone_a_moment_is_given_in():
    start = at("2018-10-19T10:00:00").replace(tzinfo=SHANGHAI)
    end = at("2018-10-22T10:00:00").replace(tzinfo=SHANGHAI)
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati"):
        elsewhere = (start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone)))
        assert CALENDAR.working_seconds(*elsewhere) == DAY_SECONDS


@pytest.mark.parametrize(
    ("start", "seconds", "end"),
    [
        ("2018-10-15T10:00:00", 10 * DAY_SECONDS, "2018-10-29T10:00:00"),
        ("2018-10-15T10:00:00", 10 * DAY_SECONDS + 1, "2018-10-29T10:00:01"),
        ("2018-10-19T10:00:00", 14 * 3600, "2018-10-20T00:00:00"),
        ("2018-10-19T10:00:00", 14 * 3600 + 1, "2018-10-22T00:00:01"),
        ("2018-10-20T10:00:00", 1, "2018-10-22T00:00:01"),
        ("2018-10-15T10:00:00", 0, "2018-10-15T10:00:00"),
    ],
)
def test_the_moment_by_which_so_much_working_time_has_run(start, seconds, end):
    assert CALENDAR.add_working_seconds(at(start), seconds) == at(end).replace(tzinfo=SHANGHAI)


def test_working_time_cannot_be_added_backwards_or_beyond_any_law():
    with pytest.raises(InvalidValue):
        CALENDAR.add_working_seconds(at("2018-10-15T10:00:00"), -1)
    with pytest.raises(InvalidValue):
        CALENDAR.add_working_seconds(at("2018-10-15T10:00:00"), 10_001 * DAY_SECONDS)


@given(st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)), st.integers(1, 40 * DAY_SECONDS))
def test_adding_and_measuring_working_time_are_inverse(start, seconds):
    end = CALENDAR.add_working_seconds(start, seconds)
    assert CALENDAR.working_seconds(start, end) == seconds
    assert CALENDAR.working_seconds(start, end - timedelta(seconds=1)) == seconds - 1
