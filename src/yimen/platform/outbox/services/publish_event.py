"""Writing an event and its deliveries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yimen.platform.numbering.api import next_in
from yimen.platform.outbox.data import EventData
from yimen.platform.outbox.models import Delivery, Event
from yimen.platform.outbox.registry import subscribers_of
from yimen.platform.outbox.selectors import event_data
from yimen.platform.wallclock import now


@transaction.atomic(savepoint=False)  # part of an act: if this fails, the act fails
def publish(type: str, subject: str, body: Mapping[str, Any]) -> EventData:
    """Write an event in the transaction of the act it tells of, with one delivery per subscriber.

    Events of one subject are numbered under a lock, so that the order of delivery is the order in which
    the transactions committed; publish late in an act.
    """
    event = Event.objects.create(
        type=type,
        subject=subject,
        number=next_in(f"outbox:{subject}"),
        body=json.dumps(dict(body), cls=DjangoJSONEncoder, ensure_ascii=False, allow_nan=False),
        published_at=now(),
    )
    Delivery.objects.bulk_create(
        Delivery(event=event, subscriber=name, subject=subject, number=event.number)
        for name in subscribers_of(type)
    )
    return event_data(event)
