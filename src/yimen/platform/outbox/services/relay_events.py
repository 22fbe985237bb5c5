"""Delivering what waits."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from threading import Event as Stop

from django.db import transaction
from django.db.models import F

from yimen.platform.outbox.data import RelayReport
from yimen.platform.outbox.models import Delivery, State
from yimen.platform.outbox.registry import handler_of
from yimen.platform.outbox.selectors import event_data
from yimen.platform.wallclock import now

BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 2 * 60, 10 * 60, 30 * 60, 3600, 2 * 3600))
"""How long to wait after the first, second, ... failure; one more failure and the letter is dead."""

ERROR_LENGTH = 500

logger = logging.getLogger(__name__)


def relay(limit: int = 100, stop: Stop | None = None) -> RelayReport:
    """Deliver what waits, at most ``limit`` attempts, and return what happened.

    In order per subscriber and subject. Any number of relays may run at once: a delivery is claimed and
    handled in one transaction, so a second relay passes it by. Deliveries that handlers cause in passing
    are delivered in the same run.
    """
    counts: Counter[str] = Counter()
    while (left := limit - counts.total()) > 0:
        progress = counts.total()
        for delivery in Delivery.objects.eligible(now())[:left]:
            if stop is not None and stop.is_set():
                return RelayReport(**counts)
            outcome = _attempt(delivery)
            if outcome:
                counts[outcome] += 1
        if counts.total() == progress:
            break  # nothing waits, or others are at it
    return RelayReport(**counts)


def _attempt(delivery: Delivery) -> str:
    """Try one delivery; return ``delivered``, ``failed``, ``dead``, or nothing if another relay has it."""
    event = event_data(delivery.event)
    try:
        with transaction.atomic():
            if not _claim(delivery):
                return ""
            handler_of(event.type, delivery.subscriber)(event)
        return "delivered"
    except Exception as error:
        logger.exception("delivery %s of %s to %s failed", delivery.id, event.type, delivery.subscriber)
        return _record_failure(delivery, error)


def _claim(delivery: Delivery) -> bool:
    """Take the delivery and mark it done; the mark is lost with the transaction if the handler fails."""
    untouched = Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, version=delivery.version)
    # Row lock on PostgreSQL; on SQLite the transaction already holds the only write lock.
    if not untouched.select_for_update(skip_locked=True).values_list("pk", flat=True).first():
        return False
    return bool(
        untouched.update(
            state=State.DONE,
            attempts=F("attempts") + 1,
            version=F("version") + 1,
            tried_at=now(),
            next_try_at=None,
            error="",
        )
    )


def _record_failure(delivery: Delivery, error: Exception) -> str:
    moment = now()
    last_chance = delivery.attempts >= len(BACK_OFF)
    untouched = Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, version=delivery.version)
    recorded = untouched.update(
        state=State.DEAD if last_chance else State.WAITING,
        attempts=delivery.attempts + 1,
        version=delivery.version + 1,
        tried_at=moment,
        next_try_at=None if last_chance else moment + BACK_OFF[delivery.attempts],
        error=f"{type(error).__name__}: {error}"[:ERROR_LENGTH].replace("\x00", ""),
    )
    if not recorded:
        return ""  # another relay was given it in between, or only a callback after the commit failed
    return "dead" if last_chance else "failed"
