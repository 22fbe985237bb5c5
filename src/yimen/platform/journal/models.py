"""Heads, entries and anchors. Entries and anchors are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q

from yimen.platform.journal.domain.chain import GENESIS


class AppendOnly(RuntimeError):
    """Somebody tried to change or remove what is only ever added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows can be read and added, nothing else.

    ``_update`` is what Django's ``Model.save`` calls for a row that exists, so saving a loaded entry again
    is refused here as well.
    """

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("journal rows are never changed")

    def _update(self, values: Any) -> NoReturn:
        raise AppendOnly("journal rows are never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly("journal rows are never removed")

    def _raw_delete(self, using: Any) -> NoReturn:
        raise AppendOnly("journal rows are never removed")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add rows; refuse to overwrite rows in passing."""
        if kwargs.get("update_conflicts"):
            raise AppendOnly("journal rows are never changed")
        return super().bulk_create(objs, *args, **kwargs)


class Head(models.Model):
    """The end of one subject's chain; its row is the lock that makes writers of a subject queue."""

    subject = models.CharField(max_length=200, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)
    anchored_length = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["subject"], name="journal_not_anchored", condition=Q(anchored_length__lt=F("length"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.length})"


class Entry(models.Model):
    """One act on one subject."""

    subject = models.CharField(max_length=200)
    position = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    act = models.CharField(max_length=100)
    actor = models.CharField(max_length=100)
    role = models.CharField(max_length=100, blank=True)
    basis = models.TextField(blank=True)
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # Text, not JSON: a JSON column of PostgreSQL rewrites numbers, and the hash is over the exact text.
    facts = models.TextField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["subject", "position"], name="journal_one_entry_per_position"),
            models.CheckConstraint(condition=Q(position__gte=1), name="journal_positions_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} #{self.position} {self.act}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("journal rows are never removed")


class Anchor(models.Model):
    """What the database remembers of an anchor file: enough to notice that the file was changed."""

    day = models.DateField(primary_key=True)
    root = models.CharField(max_length=64)
    count = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"anchor of {self.day}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("journal rows are never removed")
