"""Let a paused clock run again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yimen.contexts.clocks.data import SPECIAL_PROCEDURE, Act, ClockData
from yimen.contexts.clocks.domain.history import Pause, approved_until, exhausted_at
from yimen.contexts.clocks.domain.spans import day_of
from yimen.contexts.clocks.models import Clock
from yimen.contexts.clocks.services.ledger import effective, ledger, locked_live, settle, write
from yimen.contexts.clocks.services.stop_clock import stop_row
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidValue
from yimen.platform.outbox import api as outbox

SYSTEM = "system"


@transaction.atomic
def resume(clock_id: UUID, on: date | datetime, actor: str, *, ground: str = "", role: str = "") -> ClockData:
    """End the open pauses, or the one on ``ground``, and the clock of their special procedure.

    Where the approved days were used up earlier, the clock has been running since then, whatever is written
    down now. Raises Conflict where nothing is paused, InvalidValue for a day before the pause.
    """
    row = locked_live(clock_id)
    at = effective(row, on)
    resumed_by_itself = resume_exhausted(row, at)
    pauses = [pause for pause in ledger(row).open_pauses if not ground or pause.ground == ground]
    for pause in pauses:
        if at < pause.begins:
            raise InvalidValue("恢复日期早于暂停日期。", code="before_pause", field="on")
        _end(row, pause, at, actor, role=role)
    overrun = _special_clocks(row, [pause.ground for pause in pauses] or ([ground] if ground else []))
    for special in overrun:
        stop_row(special, max(at, special.started_at), actor, "resumed")
    if not (pauses or resumed_by_itself or overrun):
        raise Conflict("计时没有暂停，不需要恢复。", code="not_paused")
    return settle(row)


def resume_exhausted(row: Clock, moment: datetime) -> int:
    """End every pause whose approved days are used up by ``moment``; return how many. Its own special
    clock runs on, into the red, until somebody ends the procedure.
    """
    history, calendar = ledger(row), regions.calendar()
    ended = 0
    for pause in history.open_pauses:
        until = approved_until(pause, history.policy, calendar)
        if until is not None and exhausted_at(until, pause, history.policy) <= moment:
            _end(row, pause, until, SYSTEM, automatic=True)
            ended += 1
    return ended


def _end(
    row: Clock, pause: Pause, at: datetime, actor: str, *, role: str = "", automatic: bool = False
) -> None:
    reason = "approved days used up" if automatic else ""
    write(row, Act.RESUME, at, actor, role=role, reason=reason, ground=pause.ground, automatic=automatic)
    body = {
        "clock_id": str(row.pk),
        "subject": row.subject,
        "kind": row.kind,
        "part": row.part,
        "ground": pause.ground,
        "on": day_of(at).isoformat(),
        "automatic": automatic,
    }
    outbox.publish("clock.resumed", row.subject, body)


def _special_clocks(row: Clock, grounds: list[str]) -> list[Clock]:
    """Return the running special procedures of a clock, of all grounds where none is named."""
    clocks = list(Clock.objects.live().filter(parent=row, kind=SPECIAL_PROCEDURE))
    open_now = {pause.ground for pause in ledger(row).open_pauses}
    return [
        clock
        for clock in clocks
        if (ground := clock.part.rpartition(":")[2]) in grounds or (not grounds and ground not in open_now)
    ]
