"""Reading the outbox."""

from __future__ import annotations

import json

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from yimen.platform.outbox.data import DeadLetter, EventData
from yimen.platform.outbox.models import Delivery, Event, State


def dead_letters(limit: int = 100) -> list[DeadLetter]:
    """Return the deliveries that wait for a person, the one that waits longest first."""
    behind = (
        Delivery.objects.filter(
            subscriber=OuterRef("subscriber"),
            subject=OuterRef("subject"),
            number__gt=OuterRef("number"),
            state=State.WAITING,
        )
        .order_by()
        .values("subscriber")
        .annotate(count=Count("pk"))
        .values("count")
    )
    dead = Delivery.objects.filter(state=State.DEAD).select_related("event").order_by("tried_at", "pk")
    blocked = Coalesce(Subquery(behind, output_field=IntegerField()), 0)
    return [
        DeadLetter(
            delivery_id=delivery.pk,
            subscriber=delivery.subscriber,
            event=event_data(delivery.event),
            attempts=delivery.attempts,
            error=delivery.error,
            failed_at=delivery.tried_at,
            blocked=delivery.blocked,
        )
        for delivery in dead.annotate(blocked=blocked)[:limit]
    ]


def event_data(event: Event) -> EventData:
    """Return the row as data."""
    return EventData(
        id=event.pk,
        type=event.type,
        subject=event.subject,
        number=event.number,
        body=json.loads(event.body),
        published_at=event.published_at,
    )
