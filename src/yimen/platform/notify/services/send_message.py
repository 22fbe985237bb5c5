"""Put a message into somebody's message centre and on its way by SMS and mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.platform.jobs.api import enqueue
from yimen.platform.notify.models import Message, Outgoing
from yimen.platform.notify.tasks import deliver_outgoing
from yimen.platform.notify.texts import words
from yimen.platform.wallclock import now


@transaction.atomic
def send(
    account_id: UUID,
    *,
    template: str,
    facts: Mapping[str, Any],
    link: str = "",
    phone: str = "",
    email: str = "",
) -> UUID:
    """Send a message and return its id; it exists only if the caller's transaction commits.

    ``link`` is a path of this site. With ``phone`` or ``email`` the same goes out that way too.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError("a message links to a path of this site")
    text = words(template, facts)
    moment = now()
    message = Message.objects.create(
        account_id=account_id, template=template, title=text.title, body=text.body, link=link, sent_at=moment
    )
    ways = ((Outgoing.Channel.SMS, phone, text.sms), (Outgoing.Channel.MAIL, email, text.body))
    for channel, address, body in ways:
        if address:
            outgoing = Outgoing.objects.create(
                message=message, channel=channel, address=address, text=body, next_try_at=moment
            )
            enqueue(deliver_outgoing, outgoing_id=str(outgoing.id))
    return message.id
