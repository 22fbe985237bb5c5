"""What happened to a clock, as the ledger tells it, and what was known of it at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yimen.contexts.clocks.data import Budget, Policy, State, Unit
from yimen.contexts.clocks.domain.spans import ONE_DAY, day_of, midnight
from yimen.kernel.workdays import DAY_SECONDS, WorkCalendar


@dataclass(frozen=True)
class Pause:
    """One pause. ``approved`` is how long it may last; without it nothing ends it by itself."""

    ground: str
    begins: datetime
    ends: datetime | None = None
    approved: Budget | None = None
    automatic: bool = False


@dataclass(frozen=True)
class Extension:
    """Time added to every limit that had not passed when it was granted."""

    budget: Budget
    at: datetime


@dataclass(frozen=True)
class History:
    """The ledger of one clock, read from beginning to end."""

    policy: Policy
    started_at: datetime
    legal: Budget | None = None
    promised: Budget | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stopped_at: datetime | None = None
    stop_reason: str = ""

    @property
    def open_pauses(self) -> tuple[Pause, ...]:
        """Return the pauses nobody has ended."""
        return tuple(pause for pause in self.pauses if pause.ends is None)

    @property
    def state(self) -> State:
        """Return the state the ledger leaves the clock in."""
        if self.stopped_at is not None:
            return State.STOPPED
        return State.PAUSED if self.open_pauses else State.RUNNING

    def state_at(self, moment: datetime) -> State:
        """Return the state at ``moment``, a pause being in force from its first to before its last."""
        if self.stopped_at is not None and self.stopped_at <= moment:
            return State.STOPPED
        paused = any(p.begins <= moment and (p.ends is None or moment < p.ends) for p in self.pauses)
        return State.PAUSED if paused else State.RUNNING


def as_of(history: History, moment: datetime, calendar: WorkCalendar) -> History:
    """Return what was known at ``moment``: nothing later, and approved days that ran out ended their pause.

    A pause never excludes more than was approved, whenever the resumption was written down.
    """
    stopped = history.stopped_at if history.stopped_at and history.stopped_at <= moment else None
    pauses = []
    for pause in history.pauses:
        if pause.begins > moment:
            continue
        ends = pause.ends if pause.ends is not None and pause.ends <= moment else None
        pauses.append(capped(replace(pause, ends=ends), history.policy, calendar, stopped or moment))
    return replace(
        history,
        pauses=tuple(pauses) if stopped is None else tuple(_closed(pause, stopped) for pause in pauses),
        extensions=tuple(extension for extension in history.extensions if extension.at <= moment),
        stopped_at=stopped,
        stop_reason=history.stop_reason if stopped else "",
    )


def settled(history: History, calendar: WorkCalendar) -> History:
    """Return the history as projections use it: ended pauses capped, open ones left open."""
    pauses = tuple(
        pause if pause.ends is None else capped(pause, history.policy, calendar) for pause in history.pauses
    )
    if history.stopped_at is not None:
        stopped = history.stopped_at
        pauses = tuple(_closed(capped(pause, history.policy, calendar, stopped), stopped) for pause in pauses)
    return replace(history, pauses=pauses)


def capped(pause: Pause, policy: Policy, calendar: WorkCalendar, moment: datetime | None = None) -> Pause:
    """Return the pause ended on the day its approved days were used up, where that is over by ``moment``."""
    until = approved_until(pause, policy, calendar)
    if until is None:
        return pause
    if pause.ends is None:
        over = moment is not None and exhausted_at(until, pause, policy) <= moment
        return replace(pause, ends=until, automatic=True) if over else pause
    return replace(pause, ends=until, automatic=True) if until < pause.ends else pause


def approved_until(pause: Pause, policy: Policy, calendar: WorkCalendar) -> datetime | None:
    """Return the last day on which to resume: exactly the approved days have fallen out by then.

    It is the last day of the special procedure's own clock, too: a pause that begins on a day off takes its
    first day out of the count on the next working day.
    """
    if pause.approved is None:
        return None
    n, unit = pause.approved.n, pause.approved.unit
    if unit is Unit.HOUR:
        return pause.begins + timedelta(hours=n)
    if unit is not Unit.WORKING_DAY:
        return pause.begins + n * (30 if unit is Unit.MONTH else 1) * ONE_DAY
    if policy is Policy.ELAPSED:
        return calendar.add_working_seconds(pause.begins, n * DAY_SECONDS)
    return midnight(calendar.add_working_days(first_counted(day_of(pause.begins), calendar), n).date)


def exhausted_at(until: datetime, pause: Pause, policy: Policy) -> datetime:
    """Return when a pause is over by itself: with the end of that last day, to the second where those count."""
    seconds = policy is Policy.ELAPSED or (pause.approved is not None and pause.approved.unit is Unit.HOUR)
    return until if seconds else midnight(day_of(until) + ONE_DAY)


def first_counted(day: date, calendar: WorkCalendar) -> date:
    """Return ``day``, or the working day after it where it is a day off."""
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)


def _closed(pause: Pause, stopped: datetime) -> Pause:
    return replace(pause, ends=stopped) if pause.ends is None else pause
