"""Stop a clock for good."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yimen.contexts.clocks.data import Act, ClockData, State
from yimen.contexts.clocks.models import Clock
from yimen.contexts.clocks.services.ledger import effective, locked_live, settle, write


@transaction.atomic
def stop(clock_id: UUID, on: date | datetime, actor: str, reason: str, *, role: str = "") -> ClockData:
    """Stop the clock, and the clocks of special procedures it was paused for. Raises IllegalMove."""
    row = locked_live(clock_id)
    at = effective(row, on)
    for special in row.children.exclude(state=State.STOPPED):
        stop_row(special, max(at, special.started_at), actor, reason)
    return stop_row(row, at, actor, reason, role)


def stop_row(row: Clock, at: datetime, actor: str, reason: str, role: str = "") -> ClockData:
    """Stop a clock inside the transaction of another act."""
    write(row, Act.STOP, at, actor, role=role, reason=reason)
    return settle(row)
