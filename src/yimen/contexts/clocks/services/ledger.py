"""The frame of every act on a clock: load and lock, write a line, derive the projections, journal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yimen.contexts.clocks.data import Act, Budget, ClockData, Policy, State, Unit
from yimen.contexts.clocks.domain.history import History
from yimen.contexts.clocks.domain.projection import Projection, project
from yimen.contexts.clocks.domain.spans import day_of, midnight, shanghai
from yimen.contexts.clocks.models import Clock, ClockEntry
from yimen.contexts.clocks.selectors import clock_data, history_of, scheme
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, IllegalMove, InvalidValue, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import now


def locked(clock_id: UUID) -> Clock:
    """Return the clock, locked until the transaction ends, with its ledger. Raises NotFound."""
    row = Clock.objects.select_for_update().filter(pk=clock_id).first()
    if row is None:
        raise NotFound("没有这个计时。", code="unknown_clock")
    return row


def locked_live(clock_id: UUID) -> Clock:
    """Return the locked clock, refusing one that was stopped."""
    row = locked(clock_id)
    if row.state == State.STOPPED:
        raise IllegalMove("这个计时已经结束，不能再改动。", code="clock_stopped")
    return row


def effective(row: Clock, on: date | datetime) -> datetime:
    """Return the moment an act takes effect: the day's beginning, or the moment where seconds count.

    Refuses days before the start and days to come.
    """
    moment = shanghai(on) if isinstance(on, datetime) else midnight(on)
    if day_of(moment) > day_of(now()):
        raise InvalidValue("日期还没有到，不能提前登记。", code="future_day", field="on")
    if day_of(moment) < day_of(row.started_at):
        raise InvalidValue("日期早于开始计时的日期。", code="before_start", field="on")
    if not counts_seconds(row.policy, row.legal, row.promised):
        return midnight(day_of(moment))
    if not isinstance(on, datetime) and on == day_of(now()):
        return shanghai(now())
    return moment


def counts_seconds(policy: str, *budgets: Budget | None) -> bool:
    """Return whether moments matter, not only days."""
    return policy == Policy.ELAPSED or any(budget and budget.unit is Unit.HOUR for budget in budgets)


def write(row: Clock, act: Act, at: datetime, actor: str, **facts: Any) -> ClockEntry:
    """Add a line to the ledger and tell the journal. ``facts`` are columns of the entry."""
    entry = ClockEntry.objects.create(
        clock=row,
        position=row.entries.count() + 1,
        act=act,
        effective_at=at,
        recorded_at=now(),
        actor=actor,
        calendar_version=row.calendar_version,
        **facts,
    )
    told = {key: value for key, value in facts.items() if value not in ("", None) and key != "role"}
    journal.append(
        subject=f"clock:{row.pk}",
        act=f"clock.{act}",
        actor=actor,
        role=facts.get("role", ""),
        effective_at=at,
        facts={"of": row.subject, "kind": row.kind, **told},
    )
    return entry


def derive(row: Clock, given: Collection[str] | None = None) -> Projection:
    """Return what the columns of the clock should say."""
    cards = set(row.alarms.values_list("card", flat=True)) if given is None else given
    rules = scheme(row.scheme).rules_for(row.kind)
    return project(history_of(row), rules, regions.calendar(), cards)


def store(row: Clock, projection: Projection, calendar_version: str) -> None:
    """Write the projections, if nobody wrote the clock since it was read. Raises Conflict."""
    values = {
        "state": projection.state,
        "legal_due_on": projection.legal_due_on,
        "promised_due_on": projection.promised_due_on,
        "provisional": projection.provisional,
        "next_alarm_at": projection.next_alarm_at,
        "calendar_version": calendar_version,
        "version": row.version + 1,
    }
    if not Clock.objects.filter(pk=row.pk, version=row.version).update(**values):
        raise Conflict("这个计时刚刚被别人改动过，请刷新后再试。", code="stale")
    for name, value in values.items():
        setattr(row, name, value)


def settle(row: Clock) -> ClockData:
    """Derive and store the projections after an act, and return the clock as it stands now."""
    store(row, derive(row), regions.calendar_version())
    return clock_data(row, regions.calendar(), now())


def ledger(row: Clock) -> History:
    """Return the history of a locked clock."""
    return history_of(row)
