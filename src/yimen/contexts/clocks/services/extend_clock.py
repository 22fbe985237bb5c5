"""Extend a clock, once (许可法第42条)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yimen.contexts.clocks.data import Act, Budget, ClockData, Unit
from yimen.contexts.clocks.domain.history import settled
from yimen.contexts.clocks.domain.reckoning import reckon
from yimen.contexts.clocks.domain.spans import day_of
from yimen.contexts.clocks.services.ledger import effective, ledger, locked_live, settle, write
from yimen.contexts.clocks.services.resume_clock import resume_exhausted
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import IllegalMove, InvalidValue
from yimen.platform.wallclock import today


@transaction.atomic
def extend(
    clock_id: UUID,
    days: int,
    approver: str,
    actor: str,
    on: date | datetime | None = None,
    *,
    reason: str = "",
    role: str = "",
) -> ClockData:
    """Add ``days`` of the clock's unit to every limit that has not passed.

    Who may approve how many days is for the room above. Raises IllegalMove for a second extension and
    after the last day, InvalidValue for days that cannot be.
    """
    row = locked_live(clock_id)
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise InvalidValue("延长的天数至少为1天。", code="no_days", field="days")
    if not approver.strip():
        raise InvalidValue("延长期限要有批准人。", code="no_approver", field="approver")
    if ledger(row).extensions:
        raise IllegalMove("期限已经延长过一次，不能再次延长。", code="already_extended", basis="许可法第42条")
    at = effective(row, on or today())
    resume_exhausted(row, at)
    both = reckon(settled(ledger(row), regions.calendar()), regions.calendar())
    last = both.legal or both.promised
    if last is not None and last.due_on is not None and day_of(at) > last.due_on:
        raise IllegalMove("期限已经届满，不能再延长。", code="already_over", basis="许可法第42条")
    budget = row.legal or row.promised or Budget(days)
    unit = Unit.CALENDAR_DAY if budget.unit is Unit.MONTH else budget.unit
    write(
        row, Act.EXTEND, at, actor, role=role, reason=reason, approver=approver, n=Budget(days).n, unit=unit
    )
    return settle(row)
