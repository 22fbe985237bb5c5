"""What happened to a clock, as the ledger tells it, and what was known of it at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

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
    first_day_counts: bool = False
    """Special procedures: every day that is excluded uses up one approved day, the first one too."""
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
    pauses = []
    for pause in history.pauses:
        if pause.begins > moment:
            continue
        ends = pause.ends if pause.ends is not None and pause.ends <= moment else None
        pauses.append(capped(replace(pause, ends=ends), history.policy, calendar, moment))
    stopped = history.stopped_at if history.stopped_at and history.stopped_at <= moment else None
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
    """Return the pause ended when its approved time is used up, if that is not after ``moment``."""
    until = approved_until(pause, policy, calendar)
    if until is None:
        return pause
    if pause.ends is None:
        return replace(pause, ends=until, automatic=True) if moment and until <= moment else pause
    return replace(pause, ends=until, automatic=True) if until < pause.ends else pause


def approved_until(pause: Pause, policy: Policy, calendar: WorkCalendar) -> datetime | None:
    """Return the moment the approved time is used up: exactly so many days have been left out by then."""
    if pause.approved is None:
        return None
    n, unit = pause.approved.n, pause.approved.unit
    if unit is Unit.HOUR:
        return pause.begins + timedelta(hours=n)
    if unit is not Unit.WORKING_DAY:
        return pause.begins + n * (30 if unit is Unit.MONTH else 1) * ONE_DAY
    if policy is Policy.ELAPSED:
        return calendar.add_working_seconds(pause.begins, n * DAY_SECONDS)
    if n == 0:
        return pause.begins
    last = calendar.add_working_days(day_of(pause.begins) - ONE_DAY, n).date
    return midnight(last + ONE_DAY)


def _closed(pause: Pause, stopped: datetime) -> Pause:
    return replace(pause, ends=stopped) if pause.ends is None else pause
