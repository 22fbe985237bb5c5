"""Counting to the second: a working day is its 24 hours, days are rounded up, one second over is over.

Used by clocks under the ``elapsed`` policy, and by every limit in hours.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from yimen.contexts.clocks.data import Budget, Unit
from yimen.contexts.clocks.domain.history import History
from yimen.contexts.clocks.domain.spans import ONE_DAY, day_of, shanghai, union
from yimen.kernel.workdays import DAY_SECONDS, WorkCalendar

ONE_SECOND = timedelta(seconds=1)
UNIT_SECONDS = {
    Unit.WORKING_DAY: DAY_SECONDS,
    Unit.CALENDAR_DAY: DAY_SECONDS,
    Unit.HOUR: 3600,
    Unit.MONTH: 30 * DAY_SECONDS,  # S§1.20: one month is 30 days when converting
}


class SecondCount:
    """One limit of one clock, counted in seconds and told in days (or hours)."""

    def __init__(self, history: History, budget: Budget, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.working = budget.unit is Unit.WORKING_DAY
        self.unit = 3600 if budget.unit is Unit.HOUR else DAY_SECONDS
        self.start = shanghai(history.started_at)
        self.spans = union((shanghai(p.begins), shanghai(p.ends)) for p in history.pauses if p.ends)
        self.open_from = min((shanghai(pause.begins) for pause in history.open_pauses), default=None)
        self.stopped_at = history.stopped_at
        self.total = budget.n * UNIT_SECONDS[budget.unit]
        for extension in sorted(history.extensions, key=lambda extension: extension.at):
            if extension.at <= self._after(self.total):
                self.total += extension.budget.n * UNIT_SECONDS[extension.budget.unit]
        self.end = self._after(self.total)

    @property
    def due_at(self) -> datetime | None:
        """Return the last moment in time, None while a pause keeps it open."""
        return None if self._kept_open(self.end) else self.end

    @property
    def due_on(self) -> date | None:
        """Return the day of the last moment; midnight belongs to the day that ends."""
        if self.due_at is None:
            return None
        return day_of(self.due_at - ONE_SECOND) if self.total else day_of(self.due_at)

    @property
    def provisional(self) -> bool:
        """Return whether the last moment rests on a year whose holidays are not published."""
        return self.working and self.calendar.provisional_between(
            day_of(self.start) - ONE_DAY, day_of(self.end)
        )

    def used(self, moment: datetime) -> int:
        """Return the units used, rounded up."""
        return -(-self._seconds(self._until(moment)) // self.unit)

    def left(self, moment: datetime) -> int:
        """Return the units left; below zero from the first second over."""
        return self.total // self.unit - self.used(moment)

    def boundary(self, comparison: str, threshold: int) -> datetime | None:
        """Return the first second in which "units used ``comparison`` limit + ``threshold``" holds."""
        wanted = self.total + threshold * self.unit
        if wanted < 0:
            return None
        if comparison == ">=":
            if wanted == 0:
                return self.start
            wanted -= self.unit
        # One second more than was allowed: over a weekend this is Monday's first, not Saturday's.
        moment = self._after(max(wanted, 0) + 1)
        return None if self._kept_open(moment) else moment

    def excluded(self, begins: datetime, ends: datetime | None, moment: datetime) -> int:
        """Return how many whole units a pause took out of the count so far; after the end it takes none."""
        until = self._until(moment) if ends is None else min(self._until(moment), shanghai(ends))
        if not self._kept_open(self.end):
            until = min(until, self.end)
        return self._between(max(shanghai(begins), self.start), until) // self.unit

    def _kept_open(self, moment: datetime) -> bool:
        return self.open_from is not None and moment > self.open_from

    def _until(self, moment: datetime) -> datetime:
        moment = shanghai(moment)
        return min(moment, shanghai(self.stopped_at)) if self.stopped_at else moment

    def _seconds(self, moment: datetime) -> int:
        if self.open_from is not None:
            moment = min(moment, self.open_from)
        if moment <= self.start:
            return 0
        seconds = self._between(self.start, moment)
        for begins, ends in self.spans:
            first, last = max(begins, self.start), min(ends, moment)
            seconds -= self._between(first, last) if last > first else 0
        return seconds

    def _after(self, seconds: int) -> datetime:
        """Return the earliest moment by which so many seconds were used."""
        at = self.start
        for begins, ends in self.spans:
            if ends <= at:
                continue
            if begins > at:
                stretch = self._between(at, begins)
                if seconds <= stretch:
                    return self._added(at, seconds)
                seconds -= stretch
            at = ends
        return self._added(at, seconds)

    def _between(self, first: datetime, last: datetime) -> int:
        if last <= first:
            return 0
        if self.working:
            return self.calendar.working_seconds(first, last)
        return (last - first) // ONE_SECOND

    def _added(self, moment: datetime, seconds: int) -> datetime:
        if self.working:
            return self.calendar.add_working_seconds(moment, seconds)
        return moment + timedelta(seconds=seconds)
