"""One row per series: the last number given."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """A series of numbers; its row is the lock that makes takers queue."""

    name = models.CharField(max_length=255, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=0), name="series_not_negative")]

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
