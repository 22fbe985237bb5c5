"""Hand waiting messages to their carriers, again after a while when one did not take them."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db.models import F

from yimen.platform.notify.adapters import DeliveryFailed
from yimen.platform.notify.models import Outgoing
from yimen.platform.notify.ports import mail_port, sms_port
from yimen.platform.wallclock import now

MOST_ATTEMPTS = 8
LOST_AFTER = timedelta(minutes=10)
"""A message still "sending" after this was taken by a worker that died."""

logger = logging.getLogger(__name__)


def deliver(outgoing_id: UUID | str) -> bool:
    """Hand one message over if it is due; return whether this call did it.

    The claim commits before the carrier is called, so no transaction is open while the network is slow and
    no two workers send the same message at once.
    """
    moment = now()
    due = Outgoing.objects.filter(
        id=outgoing_id, state__in=[Outgoing.State.WAITING, Outgoing.State.SENDING], next_try_at__lte=moment
    )
    claimed = due.update(
        state=Outgoing.State.SENDING, attempts=F("attempts") + 1, next_try_at=moment + LOST_AFTER
    )
    if not claimed:
        return False
    outgoing = Outgoing.objects.select_related("message").get(id=outgoing_id)
    try:
        _hand_over(outgoing)
    except DeliveryFailed as error:
        _put_off(outgoing, str(error))
        return False
    Outgoing.objects.filter(id=outgoing.id).update(state=Outgoing.State.SENT, sent_at=now(), error="")
    return True


def deliver_due(limit: int = 100) -> int:
    """Hand over everything whose time has come; return how many were taken."""
    waiting = Outgoing.objects.filter(
        state__in=[Outgoing.State.WAITING, Outgoing.State.SENDING], next_try_at__lte=now()
    )
    ids = list(waiting.order_by("next_try_at").values_list("id", flat=True)[:limit])
    return sum(deliver(outgoing_id) for outgoing_id in ids)


def _hand_over(outgoing: Outgoing) -> None:
    if outgoing.channel == Outgoing.Channel.SMS:
        sms_port().send(outgoing.address, outgoing.text)
    else:
        mail_port().send(outgoing.address, outgoing.message.title, outgoing.text)


def _put_off(outgoing: Outgoing, reason: str) -> None:
    """Wait twice as long each time; give up in the end and say so in the log, without the address."""
    final = outgoing.attempts >= MOST_ATTEMPTS
    Outgoing.objects.filter(id=outgoing.id).update(
        state=Outgoing.State.FAILED if final else Outgoing.State.WAITING,
        next_try_at=now() + timedelta(minutes=2**outgoing.attempts),
        error=reason[:300],
    )
    level = logging.ERROR if final else logging.WARNING
    logger.log(level, "%s %s was not taken (attempt %d)", outgoing.channel, outgoing.id, outgoing.attempts)
