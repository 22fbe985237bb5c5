"""One row a key on which somebody guessed wrong."""

from __future__ import annotations

from django.db import models


class Brake(models.Model):
    """Wrong tries on one key since ``since``; the key is a digest, never what was typed."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} since {self.since:%H:%M}"
