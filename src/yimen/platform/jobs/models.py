"""The schedule as rows: one per periodic job."""

from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """When a periodic job is due next and how it went last."""

    name = models.CharField(max_length=100, primary_key=True)
    cadence = models.CharField(max_length=50)
    due_at = models.DateTimeField()
    version = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.cadence})"
