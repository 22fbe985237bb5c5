"""Count again: after the calendar changed, and to check that what is stored is what the ledger says."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import transaction

from yimen.contexts.clocks.data import ProjectionReport, State
from yimen.contexts.clocks.domain.projection import Projection
from yimen.contexts.clocks.models import Clock
from yimen.contexts.clocks.services.ledger import derive, locked, store
from yimen.contexts.regions import api as regions
from yimen.platform.journal import api as journal
from yimen.platform.outbox import api as outbox

SAMPLE = 200
logger = logging.getLogger(__name__)


@transaction.atomic
def reproject(actor: str = "system") -> ProjectionReport:
    """Derive the projections of every live clock again and write those that differ.

    A due day that moved is journalled and told (``clock.due_changed``). Cards already given stay given;
    boundaries not reached yet move with the calendar.
    """
    version = regions.calendar_version()
    checked = 0
    differing: list[UUID] = []
    stale = Clock.objects.live().exclude(calendar_version=version).order_by("pk")
    for clock_id in stale.values_list("pk", flat=True):
        checked += 1
        fresh = locked(clock_id)
        before, after = stored(fresh), derive(fresh)
        store(fresh, after, version)
        if before != after:
            differing.append(fresh.pk)
            _tell(fresh, before, after, actor)
    return ProjectionReport(checked=checked, differing=tuple(differing))


def check_projections(sample: int = SAMPLE) -> ProjectionReport:
    """Recompute a random sample of live clocks and report where the stored columns differ."""
    differing: list[UUID] = []
    checked = 0
    for row in Clock.objects.live().with_ledger().prefetch_related("alarms").order_by("?")[:sample]:
        checked += 1
        if stored(row) != derive(row, {alarm.card for alarm in row.alarms.all()}):
            differing.append(row.pk)
    if differing:
        logger.error("projections of %d of %d clocks differ from their ledger", len(differing), checked)
    return ProjectionReport(checked=checked, differing=tuple(differing))


@transaction.atomic
def rebuild_projection(clock_id: UUID) -> None:
    """Write what the ledger says over whatever the columns say."""
    row = locked(clock_id)
    store(row, derive(row), regions.calendar_version())


def stored(row: Clock) -> Projection:
    """Return the projections as they are stored."""
    return Projection(
        state=State(row.state),
        legal_due_on=row.legal_due_on,
        promised_due_on=row.promised_due_on,
        provisional=row.provisional,
        next_alarm_at=row.next_alarm_at,
    )


def _tell(row: Clock, before: Projection, after: Projection, actor: str) -> None:
    if (before.legal_due_on, before.promised_due_on) == (after.legal_due_on, after.promised_due_on):
        return
    facts = {
        "clock_id": str(row.pk),
        "subject": row.subject,
        "kind": row.kind,
        "part": row.part,
        "legal": [_iso(before.legal_due_on), _iso(after.legal_due_on)],
        "promised": [_iso(before.promised_due_on), _iso(after.promised_due_on)],
        "calendar_version": row.calendar_version,
    }
    journal.append(subject=f"clock:{row.pk}", act="clock.reprojected", actor=actor, facts=facts)
    outbox.publish("clock.due_changed", row.subject, facts)


def _iso(day: object) -> str:
    return str(day) if day else ""
