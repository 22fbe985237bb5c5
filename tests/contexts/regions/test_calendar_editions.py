"""Editions laid over the shipped table of working days."""

from __future__ import annotations

from datetime import date

import pytest

from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidValue
from yimen.kernel.workdays import shipped_calendar
from yimen.platform.journal import api as journal

pytestmark = pytest.mark.django_db

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知（测试用）"


def test_without_an_edition_the_shipped_table_is_in_force():
    assert regions.calendar() is shipped_calendar()
    assert regions.calendar_version() == "shipped"
    assert not regions.calendar().published(2027)


def test_an_edition_publishes_its_year():
    regions.add_calendar_edition(2027, {date(2027, 2, 8): False, date(2027, 1, 30): True}, NOTICE, "test")
    calendar = regions.calendar()
    assert calendar.published(2027)
    assert not calendar.is_working_day(date(2027, 2, 8))
    assert calendar.is_working_day(date(2027, 1, 30))
    assert not shipped_calendar().published(2027)


def test_a_later_edition_of_the_year_replaces_the_earlier_one():
    regions.add_calendar_edition(2027, {date(2027, 3, 1): False}, NOTICE, "test")
    before = regions.calendar_version()
    regions.add_calendar_edition(2027, {date(2027, 3, 2): False}, NOTICE, "test")
    assert regions.calendar_version() != before
    assert regions.calendar().is_working_day(date(2027, 3, 1))
    assert not regions.calendar().is_working_day(date(2027, 3, 2))


def test_an_edition_of_a_shipped_year_is_laid_over_its_table():
    regions.add_calendar_edition(2026, {date(2026, 6, 1): False}, "地方临时放假（测试用）", "test")
    assert not regions.calendar().is_working_day(date(2026, 6, 1))
    assert regions.calendar().is_working_day(date(2026, 2, 14))


def test_the_same_edition_twice_is_one_edition():
    first = regions.add_calendar_edition(2027, {date(2027, 3, 1): False}, NOTICE, "test")
    assert regions.add_calendar_edition(2027, {date(2027, 3, 1): False}, NOTICE, "test") == first
    assert len(regions.calendar_editions()) == 1


def test_an_edition_is_journalled():
    regions.add_calendar_edition(2027, {date(2027, 3, 1): False}, NOTICE, "account:1")
    entry = journal.entries_of("calendar")[-1]
    assert (entry.act, entry.actor, entry.facts["year"]) == ("calendar_edition_added", "account:1", 2027)


@pytest.mark.parametrize(
    ("year", "days", "source", "code"),
    [
        (2027, {}, NOTICE, "no_days"),
        (2027, {date(2028, 1, 1): False}, NOTICE, "day_of_another_year"),
        (2027, {date(2026, 11, 1): False}, NOTICE, "day_of_another_year"),
        (2027, {date(2027, 1, 1): False}, " ", "no_source"),
        (27, {date(2027, 1, 1): False}, NOTICE, "bad_year"),
    ],
)
def test_an_edition_that_cannot_be_right_is_refused(year, days, source, code):
    with pytest.raises(InvalidValue) as refused:
        regions.add_calendar_edition(year, days, source, "test")
    assert refused.value.code == code
    assert regions.calendar_version() == "shipped"


def test_a_make_up_day_in_the_december_before_belongs_to_the_edition():
    regions.add_calendar_edition(2027, {date(2026, 12, 27): True}, NOTICE, "test")
    assert regions.calendar().is_working_day(date(2026, 12, 27))
