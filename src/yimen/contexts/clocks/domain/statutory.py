"""Counting whole days: 行政许可法 第82条, and the custom that the first day is not counted.

Due at the end of the n-th counted day in Shanghai, whatever the zone of the host. Pauses are dates: days d
with pause <= d < resume are not counted, overlapping pauses count once.
Calendar days and months end on their own last day; none of the periods counted here is moved by a holiday.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from yimen.contexts.clocks.data import Budget, Unit
from yimen.contexts.clocks.domain.history import History
from yimen.contexts.clocks.domain.spans import ONE_DAY, day_of, midnight, union
from yimen.kernel.workdays import WorkCalendar

DaySpan = tuple[date, date]


class DayCount:
    """One limit of one clock, counted in days."""

    def __init__(self, history: History, budget: Budget, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.working = budget.unit is Unit.WORKING_DAY
        self.start = day_of(history.started_at)
        ended = [(day_of(p.begins), day_of(p.ends)) for p in history.pauses if p.ends is not None]
        self.spans: list[DaySpan] = union(ended)
        self.open_from = min((day_of(pause.begins) for pause in history.open_pauses), default=None)
        self.last_day = day_of(history.stopped_at) if history.stopped_at else None
        due = self._after(self.start, budget)
        for extension in sorted(history.extensions, key=lambda extension: extension.at):
            if day_of(extension.at) <= due:
                due = self._after(due, extension.budget)
        self.last = due
        """The last day, as if every open pause ended today without having excluded a day."""

    @property
    def due_on(self) -> date | None:
        """Return the last day, None while a pause keeps it open."""
        return None if self._kept_open(self.last) else self.last

    @property
    def due_at(self) -> datetime | None:
        """Return the moment from which it is late."""
        return None if self.due_on is None else midnight(self.due_on + ONE_DAY)

    @property
    def provisional(self) -> bool:
        """Return whether the last day rests on a year whose holidays are not published."""
        return self.working and self.calendar.provisional_between(self.start, self.last)

    def used(self, moment: datetime) -> int:
        """Return how many days have been used, the running day included."""
        day = self._until(moment)
        if self.open_from is not None:
            day = min(day, self.open_from - ONE_DAY)
        return max(0, self._counted(self.start, day, self.spans))

    def left(self, moment: datetime) -> int:
        """Return how many days are left; below zero as soon as the last day is over."""
        day = self._until(moment)
        if day > self.last and not self._kept_open(self.last):
            return -max(1, self._counted(self.last, day, ()))
        if self.open_from is not None:
            day = min(day, self.open_from - ONE_DAY)
        return self._counted(max(day, self.start), self.last, self.spans)

    def boundary(self, comparison: str, threshold: int) -> datetime | None:
        """Return when "days used ``comparison`` limit + ``threshold``" becomes true; None if never so far."""
        total = self._counted(self.start, self.last, self.spans) + threshold
        if total < 0:
            return None
        if total == 0 and comparison == ">=":
            return midnight(self.start)
        day = self._shifted(self.last, threshold, self.spans)
        if self._kept_open(day):
            return None
        return midnight(day) if comparison == ">=" else midnight(day + ONE_DAY)

    def excluded(self, begins: datetime, ends: datetime | None, moment: datetime) -> int:
        """Return how many days a pause took out of the count so far; after the last day it takes none."""
        until = self._until(moment) if ends is None else min(self._until(moment), day_of(ends) - ONE_DAY)
        if not self._kept_open(self.last):
            until = min(until, self.last)
        return self._counted(max(day_of(begins) - ONE_DAY, self.start), until, ())

    def _kept_open(self, day: date) -> bool:
        return self.open_from is not None and day >= self.open_from

    def _until(self, moment: datetime) -> date:
        day = day_of(moment)
        return min(day, self.last_day) if self.last_day else day

    def _after(self, day: date, budget: Budget) -> date:
        if budget.unit is Unit.WORKING_DAY:
            return self.calendar.add_working_days(day, budget.n, self.spans).date
        plain = budget.n
        if budget.unit is Unit.MONTH:
            plain = (months_after(day, budget.n) - day).days
        elif budget.unit is Unit.HOUR:
            plain = -(-budget.n // 24)
        return self._walk(day, plain, self.spans)

    def _shifted(self, day: date, n: int, spans: Iterable[DaySpan]) -> date:
        if n == 0:
            return day
        if self.working:
            return self.calendar.add_working_days(day, n, spans).date
        return self._walk(day, n, spans)

    @staticmethod
    def _walk(day: date, n: int, spans: Iterable[DaySpan]) -> date:
        taken = list(spans)
        step, left = (ONE_DAY, n) if n > 0 else (-ONE_DAY, -n)
        while left:
            day += step
            left -= not any(begins <= day < ends for begins, ends in taken)
        return day

    def _counted(self, after: date, until: date, spans: Iterable[DaySpan]) -> int:
        """Count the days d with after < d <= until that count and lie in none of the (joined) spans."""
        if until <= after:
            return 0
        count = self._plain(after, until)
        for begins, ends in spans:
            first, last = max(begins - ONE_DAY, after), min(ends - ONE_DAY, until)
            count -= self._plain(first, last) if last > first else 0
        return count

    def _plain(self, after: date, until: date) -> int:
        return self.calendar.working_days_between(after, until) if self.working else (until - after).days


def months_after(day: date, n: int) -> date:
    """Return the same day ``n`` months on, or the last day of that month (民法典 第202条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
