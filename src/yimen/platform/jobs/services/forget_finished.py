"""Clearing the queue of what was done long ago."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

KEPT_FOR = timedelta(days=14)


def forget_finished() -> int:
    """Remove jobs that ended well two weeks ago and return how many; failed ones stay for a person."""
    removed, _ = DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()
    return removed
