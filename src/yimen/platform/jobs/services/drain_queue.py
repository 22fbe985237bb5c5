"""Running the jobs of the queue."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from threading import Event as Stop

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from yimen.platform.jobs.data import QueueReport

BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 10 * 60, 3600))
"""How long a job rests after its first, second, ... failure; one more and it waits for a person."""

ABANDONED_AFTER = timedelta(minutes=30)

logger = logging.getLogger(__name__)


class Drain(Worker):
    """The queue's own way of running a job, in a loop that hears ``stop`` between two jobs.

    Times here are the real ones, not ``wallclock``: the queue belongs to django-tasks and reads its own.
    """

    def __init__(self, worker_id: str, stop: Stop | None) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.stop = stop or Stop()

    def drain(self) -> QueueReport:
        """Run what is ready; unlike ``run``, never close a connection that is in a transaction."""
        counts: Counter[str] = Counter()
        while not self.stop.is_set() and (result := self._claimed()):
            self.run_task(result)
            counts[_outcome(result)] += 1
        return QueueReport(**counts)

    def _claimed(self) -> DBTaskResult | None:
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        # Asking first costs a read; a transaction takes SQLite's write lock even if there is nothing to do.
        if not ready.exists():
            return None
        with transaction.atomic():
            result: DBTaskResult | None = ready.get_locked()
            if result is not None:
                result.claim(self.worker_id)
        return result


def drain_queue(worker_id: str, stop: Stop | None = None) -> QueueReport:
    """Run what is ready in the queue and return how it went."""
    return Drain(worker_id, stop).drain()


def take_back_abandoned() -> int:
    """Put jobs of workers that died back into the queue; return how many."""
    moment = timezone.now()
    abandoned = DBTaskResult.objects.running().filter(started_at__lt=moment - ABANDONED_AFTER)
    count = 0
    for result in abandoned:
        logger.error("job %s (%s) was abandoned by its worker", result.id, result.task_path)
        if not _try_again(result, moment):
            result.set_failed(TimeoutError("the worker did not come back"))
        count += 1
    return count


def _outcome(result: DBTaskResult) -> str:
    if result.status != TaskResultStatus.FAILED:
        return "done"
    return "retried" if _try_again(result, timezone.now()) else "failed"


def _try_again(result: DBTaskResult, moment: datetime) -> bool:
    attempts = len(result.worker_ids)
    if attempts > len(BACK_OFF):
        return False
    unchanged = DBTaskResult.objects.filter(pk=result.pk, status=result.status)
    return bool(
        unchanged.update(
            status=TaskResultStatus.READY, run_after=moment + BACK_OFF[attempts - 1], finished_at=None
        )
    )
