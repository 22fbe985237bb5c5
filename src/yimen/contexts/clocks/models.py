"""Clocks with their projections, the ledger, the alarms given. Ledger and alarms are only ever added to."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from yimen.contexts.clocks.data import Act, Budget, Colour, Policy, State, Unit


class AppendOnly(RuntimeError):
    """Somebody tried to change or remove what is only ever added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows can be read and added. ``_update`` is what saving a loaded row again ends in."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("ledger rows are never changed")

    def _update(self, values: Any) -> NoReturn:
        raise AppendOnly("ledger rows are never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly("ledger rows are never removed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("ledger rows are never changed")


class ClockQuerySet(models.QuerySet["Clock"]):
    """Verbs of the clocks table."""

    def live(self) -> ClockQuerySet:
        """Keep clocks nobody stopped."""
        return self.exclude(state=State.STOPPED)

    def due(self, moment: datetime) -> ClockQuerySet:
        """Keep clocks the sweep must look at by ``moment``, the longest waiting first."""
        return self.filter(next_alarm_at__lte=moment).order_by("next_alarm_at", "pk")

    def with_ledger(self) -> ClockQuerySet:
        """Fetch the ledger too, in one more query however many clocks there are."""
        return self.prefetch_related("entries")


class Clock(models.Model):
    """One deadline of one subject: what was started, and what the ledger makes of it today."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    part = models.CharField(max_length=120, blank=True)
    policy = models.CharField(max_length=10, choices=[(policy.value, policy.name) for policy in Policy])
    scheme = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    legal_n = models.PositiveIntegerField(null=True, blank=True)
    legal_unit = models.CharField(max_length=12, blank=True)
    promised_n = models.PositiveIntegerField(null=True, blank=True)
    promised_unit = models.CharField(max_length=12, blank=True)
    parent: models.ForeignKey[Any, Any] = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    """The clock a special procedure pauses."""
    created_at = models.DateTimeField()

    # Projections: rebuilt from the ledger, never edited.
    state = models.CharField(max_length=10, choices=[(state.value, state.name) for state in State])
    legal_due_on = models.DateField(null=True, blank=True, db_index=True)
    promised_due_on = models.DateField(null=True, blank=True, db_index=True)
    provisional = models.BooleanField(default=False)
    next_alarm_at = models.DateTimeField(null=True, blank=True, db_index=True)
    calendar_version = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=0)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["subject", "kind"], name="clocks_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "part"],
                condition=~Q(state="stopped"),
                name="clocks_one_live_per_subject_kind_part",
            ),
            models.CheckConstraint(
                condition=Q(legal_n__isnull=False) | Q(promised_n__isnull=False), name="clocks_have_a_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject}"

    @property
    def legal(self) -> Budget | None:
        """Return the legal limit."""
        return None if self.legal_n is None else Budget(self.legal_n, Unit(self.legal_unit))

    @property
    def promised(self) -> Budget | None:
        """Return the promised limit."""
        return None if self.promised_n is None else Budget(self.promised_n, Unit(self.promised_unit))


class ClockEntry(models.Model):
    """One line of the ledger."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=[(act.value, act.name) for act in Act])
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    role = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    ground = models.CharField(max_length=100, blank=True)
    approver = models.CharField(max_length=100, blank=True)
    approval = models.CharField(max_length=100, blank=True)
    """Number of the approval paper; one approval is good for one pause."""
    n = models.PositiveIntegerField(null=True, blank=True)
    """Approved days of a pause, days of an extension."""
    unit = models.CharField(max_length=12, blank=True)
    automatic = models.BooleanField(default=False)
    calendar_version = models.CharField(max_length=60)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "position"], name="clocks_one_entry_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} #{self.position} {self.act}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("ledger rows are never removed")


class Alarm(models.Model):
    """A card this clock led to, once."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="alarms")
    card = models.CharField(max_length=12, choices=[(colour.value, colour.name) for colour in Colour])
    rule = models.CharField(max_length=100)
    at = models.DateTimeField()
    """When the boundary was reached, whenever the sweep saw it."""
    given_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["clock", "card"], name="clocks_one_alarm_per_card")]

    def __str__(self) -> str:
        return f"{self.card} of {self.clock_id}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("alarms are never removed")
