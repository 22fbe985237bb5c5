"""Divisions, organisations, calendar editions."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from yimen.contexts.regions.data import KIND_NAMES, LEVEL_NAMES

LEVELS = [(str(level), name) for level, name in LEVEL_NAMES.items()]
KINDS = [(str(kind), name) for kind, name in KIND_NAMES.items()]


class Division(models.Model):
    """One division; its code is its identity (12 digits)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=LEVELS)
    parent: models.ForeignKey[Any, Any] = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["name"], name="regions_division_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class Organisation(models.Model):
    """One body that takes part in government service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=KINDS)
    uscc = models.CharField(max_length=18, blank=True)
    published_code = models.CharField(max_length=50, blank=True)
    division: models.ForeignKey[Any, Any] = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+"
    )
    phone = models.CharField(max_length=50, blank=True)
    complaint_phone = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    demo = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    """Order in which the register lists them."""

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["division", "name"], name="regions_one_name_per_division"),
            # A unique constraint takes two NULLs for different; bodies above all divisions need their own.
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(division=None), name="regions_one_name_without_division"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarEdition(models.Model):
    """The working days of a year as somebody entered them; the latest edition of a year is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    year = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    actor = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.year} #{self.number}"


class CalendarDay(models.Model):
    """A day of an edition that differs from the rule of the week."""

    edition = models.ForeignKey(CalendarEdition, models.CASCADE, related_name="days")
    day = models.DateField()
    working = models.BooleanField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "day"], name="regions_one_answer_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {'working' if self.working else 'off'}"
