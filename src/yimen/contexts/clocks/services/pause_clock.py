"""Pause a clock for a special procedure (许可法第45条)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yimen.contexts.clocks.data import SPECIAL_PROCEDURE, Act, Budget, ClockData, Policy, Unit
from yimen.contexts.clocks.domain.history import first_counted
from yimen.contexts.clocks.domain.spans import day_of, midnight
from yimen.contexts.clocks.models import Clock, ClockEntry
from yimen.contexts.clocks.services.ledger import effective, ledger, locked_live, settle, write
from yimen.contexts.clocks.services.resume_clock import resume_exhausted
from yimen.contexts.clocks.services.start_clock import start
from yimen.contexts.clocks.services.stop_clock import stop_row
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidValue


@transaction.atomic
def pause(
    clock_id: UUID,
    *,
    ground: str,
    on: date | datetime,
    approved_days: int,
    approver: str,
    actor: str,
    reason: str = "",
    role: str = "",
    approval: str = "",
) -> ClockData:
    """Pause for at most ``approved_days`` and start the clock of the special procedure itself.

    Several grounds may be open at once; what they exclude is a union. A second pause on a ground needs an
    ``approval`` that was not used before. A pause after the due day is recorded and cures nothing.
    Raises Conflict, InvalidValue.
    """
    row = locked_live(clock_id)
    at = effective(row, on)
    resume_exhausted(row, at)
    _check(row, ground, approver, approved_days)
    _check_approval(row, ground, approval)
    unit = Unit.WORKING_DAY if _unit(row) is Unit.WORKING_DAY else Unit.CALENDAR_DAY
    write(
        row,
        Act.PAUSE,
        at,
        actor,
        role=role,
        reason=reason,
        ground=ground,
        approver=approver,
        approval=approval,
        n=approved_days,
        unit=unit,
    )
    _start_special(row, ground, Budget(approved_days, unit), at, actor, role)
    return settle(row)


def _check(row: Clock, ground: str, approver: str, approved_days: int) -> None:
    if not ground.strip():
        raise InvalidValue("请填写暂停的理由类别。", code="no_ground", field="ground")
    if not approver.strip():
        raise InvalidValue("暂停计时要有批准人。", code="no_approver", field="approver")
    if isinstance(approved_days, bool) or not isinstance(approved_days, int) or approved_days < 1:
        raise InvalidValue("批准的天数至少为1天。", code="no_approved_days", field="approved_days")
    if any(pause.ground == ground for pause in ledger(row).open_pauses):
        raise Conflict("已经因为同一理由暂停，还没有恢复。", code="already_paused")


def _check_approval(row: Clock, ground: str, approval: str) -> None:
    earlier = ClockEntry.objects.filter(clock=row, act=Act.PAUSE)
    used = approval and earlier.filter(approval=approval).exists()
    again = earlier.filter(ground=ground).exists()
    if used or (again and not approval):
        text = "因同一理由再次暂停，要有新的批准。"
        raise Conflict(text, code="needs_new_approval", basis="许可法第45条")


def _start_special(row: Clock, ground: str, approved: Budget, at: datetime, actor: str, role: str) -> None:
    part = ground if row.kind == "case" else ":".join(filter(None, (row.kind, row.part, ground)))
    left_over = Clock.objects.live().filter(subject=row.subject, kind=SPECIAL_PROCEDURE, part=part).first()
    if left_over is not None:
        stop_row(left_over, at, actor, "superseded")
    start(
        subject=row.subject,
        kind=SPECIAL_PROCEDURE,
        part=part,
        legal=None,
        promised=approved,
        started_on=_first_day(row, approved, at),
        actor=actor,
        role=role,
        policy=row.policy,
        scheme=row.scheme,
        reason=ground,
        parent_id=row.pk,
    )


def _first_day(row: Clock, approved: Budget, at: datetime) -> datetime:
    """Return when the special procedure's clock begins: a day off takes nothing out of the paused clock."""
    if row.policy == Policy.ELAPSED or approved.unit is not Unit.WORKING_DAY:
        return at
    return midnight(first_counted(day_of(at), regions.calendar()))


def _unit(row: Clock) -> Unit:
    budget = row.promised or row.legal
    return budget.unit if budget else Unit.WORKING_DAY
