"""Working days: 行政许可法 第82条 (limits are working days, statutory holidays do not count).

The shipped table holds what the State Council published, 2004 to 2026. A year without a table is Monday to
Friday less its statutory festival days; every date that rests on such a year is marked provisional.
Days off in lieu of festivals that fall on a weekend are known only when the year is published.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from yimen.kernel.errors import InvalidValue
from yimen.kernel.reference import data_file

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_SECONDS = 24 * 60 * 60
FURTHEST_COUNT = 10_000
"""No period of any law comes near this many working days (about forty years)."""

FIXED_FESTIVALS: dict[tuple[int, int], str] = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
"""Festivals with a fixed date, 全国年节及纪念日放假办法 第2条 as revised in 2024 (in force 2025)."""

FESTIVALS_IN_FORCE = 2025
"""First year of the festivals as revised in 2024."""

_ONE_DAY = timedelta(days=1)
Span = tuple[date, date]


@dataclass(frozen=True)
class DueDate:
    """The last day of a limit; provisional where a year on the way has no published table."""

    date: date
    provisional: bool

    def __str__(self) -> str:
        return self.date.isoformat()


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are working days. Immutable; ``with_days`` gives a calendar with an edition laid over."""

    days: Mapping[date, bool]
    """Days that differ from the rule of the week: True is a working day."""
    years: frozenset[int]
    """Years whose table has been published."""
    festivals: Mapping[date, str] = field(default_factory=dict)
    """Statutory festival days of later years (lunar ones differ by year), with their names."""
    names: Mapping[date, str] = field(default_factory=dict)
    """The festival on whose account a published day differs."""

    def __hash__(self) -> int:
        # Cheap, and good enough to let callers memoise by calendar: dictionaries have no hash of their own.
        return hash((self.years, len(self.days)))

    def published(self, year: int) -> bool:
        """Tell whether the State Council's table of ``year`` is in this calendar."""
        return year in self.years

    def is_working_day(self, day: date) -> bool:
        """Tell whether ``day`` counts as a working day."""
        _require_plain_date(day)
        known = self.days.get(day)
        if known is not None:
            return known
        return day.weekday() < 5 and not self._statutory_festival(day)

    def festival_name(self, day: date) -> str:
        """Return the festival that makes ``day`` special (off, or a make-up working day), or nothing."""
        return self.names.get(day) or self._statutory_festival(day)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return next(self._working_days_after(day, forward=True))

    def add_working_days(self, start: date, n: int, excluded: Iterable[Span] = ()) -> DueDate:
        """Return the ``n``-th working day after ``start``, which itself is never counted.

        ``excluded`` are pauses: days d with pause <= d < resume do not count, overlaps count once. A
        negative ``n`` counts back; 0 is ``start``, or the working day after it if ``start`` is not one.
        """
        _require_plain_date(start)
        if abs(n) > FURTHEST_COUNT:
            raise InvalidValue(f"期限最多{FURTHEST_COUNT}个工作日。", code="too_far")
        spans = list(excluded)
        if n == 0:
            due = start if self.is_working_day(start) else self.next_working_day(start)
            return DueDate(due, self.provisional_between(start, due))
        left = abs(n)
        for day in self._working_days_after(start, forward=n > 0):
            left -= not _is_excluded(day, spans)
            if left == 0:
                return DueDate(day, self.provisional_between(start, day))
        raise AssertionError("there is always one more working day")

    def working_days_between(self, start: date, end: date, excluded: Iterable[Span] = ()) -> int:
        """Count the working days d with start < d <= end that lie in no ``excluded`` pause.

        Negative where ``end`` lies before ``start``.
        """
        _require_plain_date(start, end)
        spans = list(excluded)
        if end < start:
            return -self.working_days_between(end, start, spans)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) and not _is_excluded(day, spans) for day in days)

    def provisional_between(self, start: date, end: date) -> bool:
        """Tell whether counting from ``start`` (not counted) to ``end`` uses a year without a table."""
        if end < start:
            first, last = end, start - _ONE_DAY
        else:
            first, last = (end if start == end else start + _ONE_DAY), end
        return any(not self.published(year) for year in range(first.year, last.year + 1))

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """Return whole seconds of working time; a working day is the 24 hours of its date in Shanghai.

        A moment without a zone is taken as Shanghai time. Negative where ``end`` lies before ``start``.
        """
        begin, finish = _shanghai_wall_time(start), _shanghai_wall_time(end)
        if finish < begin:
            return -self.working_seconds(end, start)
        total = timedelta()
        if begin.date() == finish.date():
            total = finish - begin if self.is_working_day(begin.date()) else total
        else:
            if self.is_working_day(begin.date()):
                total += datetime.combine(begin.date() + _ONE_DAY, time()) - begin
            whole = self.working_days_between(begin.date(), finish.date() - _ONE_DAY)
            total += timedelta(days=whole)
            if self.is_working_day(finish.date()):
                total += finish - datetime.combine(finish.date(), time())
        return total // timedelta(seconds=1)

    def add_working_seconds(self, start: datetime, seconds: int) -> datetime:
        """Return the earliest moment by which ``seconds`` of working time have run since ``start``."""
        if not 0 <= seconds <= FURTHEST_COUNT * DAY_SECONDS:
            raise InvalidValue(f"时长应在0至{FURTHEST_COUNT}个工作日之间。", code="too_far")
        moment = _shanghai_wall_time(start)
        left = timedelta(seconds=seconds)
        while left:
            midnight = datetime.combine(_day_after(moment.date()), time())
            if self.is_working_day(moment.date()):
                if left <= midnight - moment:
                    moment += left
                    break
                left -= midnight - moment
            moment = midnight
        return moment.replace(tzinfo=SHANGHAI)

    def with_days(self, days: Mapping[date, bool], years: Iterable[int] = ()) -> WorkCalendar:
        """Return this calendar with ``days`` laid over it and ``years`` counted as published.

        Days of other years may be among them: a make-up day for New Year may lie in the December before.
        """
        _require_plain_date(*days)
        names = {day: name for day, name in self.names.items() if day not in days}
        return replace(self, days={**self.days, **days}, years=self.years | frozenset(years), names=names)

    def _statutory_festival(self, day: date) -> str:
        # The tables of earlier years are complete, and the law gave fewer days then. From 2025 on a festival
        # day stays off even if an edition forgets to list it; an edition that names it has the last word.
        if self.published(day.year) and day.year < FESTIVALS_IN_FORCE:
            return ""
        return self.festivals.get(day) or FIXED_FESTIVALS.get((day.month, day.day), "")

    def _working_days_after(self, day: date, *, forward: bool) -> Iterator[date]:
        while True:
            day = _day_after(day) if forward else _day_before(day)
            if self.is_working_day(day):
                yield day


@lru_cache(maxsize=1)
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the shipped tables (``data/holidays.csv``, ``data/festivals.csv``)."""
    days: dict[date, bool] = {}
    names: dict[date, str] = {}
    with data_file("holidays.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            day = date.fromisoformat(row["date"])
            days[day] = {"work": True, "off": False}[row["kind"]]
            names[day] = row["festival"]
    with data_file("festivals.csv").open(encoding="utf-8", newline="") as rows:
        festivals = {date.fromisoformat(row["date"]): row["festival"] for row in csv.DictReader(rows)}
    return WorkCalendar(
        days=days, years=frozenset(day.year for day in days), festivals=festivals, names=names
    )


def _is_excluded(day: date, spans: list[Span]) -> bool:
    return any(pause <= day < resume for pause, resume in spans)


def _require_plain_date(*days: date) -> None:
    # A datetime is a date to Python but never equal to one: the table would silently not be found.
    if any(isinstance(day, datetime) for day in days):
        raise TypeError("the calendar takes dates; take the date in Asia/Shanghai first")


def _shanghai_wall_time(moment: datetime) -> datetime:
    local = moment.astimezone(SHANGHAI) if moment.tzinfo else moment
    return local.replace(tzinfo=None)


def _day_after(day: date) -> date:
    if day == date.max:
        raise InvalidValue("日期超出可以计算的范围。", code="too_far")
    return day + _ONE_DAY


def _day_before(day: date) -> date:
    if day == date.min:
        raise InvalidValue("日期超出可以计算的范围。", code="too_far")
    return day - _ONE_DAY
