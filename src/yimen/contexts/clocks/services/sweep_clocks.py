"""Look at the clocks that are due: go on where approved days are used up, raise each alarm once."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.contexts.clocks.data import State, SweepReport
from yimen.contexts.clocks.domain.cards import Boundary, boundaries
from yimen.contexts.clocks.domain.history import settled
from yimen.contexts.clocks.domain.projection import due_boundaries
from yimen.contexts.clocks.domain.reckoning import reckon
from yimen.contexts.clocks.models import Alarm, Clock
from yimen.contexts.clocks.selectors import scheme
from yimen.contexts.clocks.services.ledger import derive, ledger, store
from yimen.contexts.clocks.services.resume_clock import resume_exhausted
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict
from yimen.platform.outbox import api as outbox
from yimen.platform.wallclock import now

MOST_AT_ONCE = 1000
logger = logging.getLogger(__name__)


def sweep(moment: datetime | None = None, limit: int = MOST_AT_ONCE) -> SweepReport:
    """Do what is due by ``moment``, one transaction per clock.

    Any number of sweeps may run at once: a clock is locked and its row's version checked, and a card is
    given once per clock. A clock that fails is logged and tried again with the next sweep.
    """
    moment = moment or now()
    looked = alarms = resumed = 0
    for clock_id in list(Clock.objects.due(moment).values_list("pk", flat=True)[:limit]):
        try:
            given, ended = _look_at(clock_id, moment)
        except Conflict:
            continue  # somebody else wrote this clock meanwhile; the next sweep sees what is left
        except Exception:
            logger.exception("sweeping clock %s failed", clock_id)
            continue
        looked, alarms, resumed = looked + 1, alarms + given, resumed + ended
    return SweepReport(looked_at=looked, alarms=alarms, resumed=resumed)


@transaction.atomic
def _look_at(clock_id: UUID, moment: datetime) -> tuple[int, int]:
    row = Clock.objects.select_for_update(skip_locked=True).filter(pk=clock_id).first()
    if row is None or row.state == State.STOPPED or not row.next_alarm_at or row.next_alarm_at > moment:
        return 0, 0
    ended = resume_exhausted(row, moment)
    calendar = regions.calendar()
    both = reckon(settled(ledger(row), calendar), calendar)
    given = set(row.alarms.values_list("card", flat=True))
    rules = scheme(row.scheme).rules_for(row.kind)
    due = due_boundaries(boundaries(both, rules), given, moment)
    for boundary in due:
        _give(row, boundary)
    cards = given | {boundary.rule.card for boundary in due}
    store(row, derive(row, cards), regions.calendar_version())
    return len(due), ended


def _give(row: Clock, boundary: Boundary) -> None:
    rule = boundary.rule
    Alarm.objects.create(clock=row, card=rule.card, rule=rule.id, at=boundary.at, given_at=now())
    body = {
        "clock_id": str(row.pk),
        "subject": row.subject,
        "kind": row.kind,
        "part": row.part,
        "card": str(rule.card),
        "rule": rule.id,
        "recipients": list(rule.recipients),
        "automatic": rule.automatic,
        "at": boundary.at.isoformat(),
    }
    outbox.publish("clock.alarm", row.subject, body)
