"""Events and their deliveries."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    number = models.PositiveBigIntegerField()
    body = models.TextField()  # JSON text: the same on both databases, to the byte
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="outbox_events_numbered_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.subject} #{self.number}"


class State(models.TextChoices):
    """How far a delivery is."""

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"
    DISCARDED = "discarded"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The relay's questions."""

    def eligible(self, moment: datetime) -> DeliveryQuerySet:
        """Return what may be tried now: due, and nothing earlier of the same subject is unfinished.

        ``next_try_at`` is empty until a first failure: a new delivery is due whatever the clock says.
        """
        earlier = Delivery.objects.filter(
            subscriber=models.OuterRef("subscriber"),
            subject=models.OuterRef("subject"),
            number__lt=models.OuterRef("number"),
            state__in=[State.WAITING, State.DEAD],
        )
        due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=moment)
        waiting = self.filter(due, state=State.WAITING).filter(~models.Exists(earlier))
        return waiting.select_related("event").order_by("event__published_at", "number", "subscriber")


class Delivery(models.Model):
    """One event on its way to one subscriber."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    subscriber = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    number = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "subject", "number"], name="outbox_one_delivery_per_subscriber"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="outbox_waiting", condition=Q(state=State.WAITING.value)
            ),
            models.Index(fields=["tried_at"], name="outbox_dead", condition=Q(state=State.DEAD.value)),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber}: {self.subject} #{self.number} ({self.state})"
