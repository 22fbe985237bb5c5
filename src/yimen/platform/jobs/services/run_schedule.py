"""Running what the schedule says is due."""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event as Stop

from yimen.platform.jobs.models import Schedule
from yimen.platform.jobs.registry import Periodic, periodic_jobs
from yimen.platform.wallclock import now

LEASE = timedelta(minutes=15)
"""A worker that does not come back within this time is taken for dead, and the job is due again."""

RETRY = timedelta(minutes=5)
"""A job that failed is due again after this time, or at its ordinary time if that is sooner."""

ERROR_LENGTH = 500

logger = logging.getLogger(__name__)


def run_schedule(stop: Stop | None = None) -> list[str]:
    """Run every periodic job that is due, once whatever the number of workers; return their names."""
    jobs = {job.name: job for job in periodic_jobs()}
    _know(jobs)
    ran = []
    for row in Schedule.objects.filter(name__in=jobs, due_at__lte=now()).order_by("due_at", "name"):
        if stop is not None and stop.is_set():
            break
        if _claim(row):
            _run(jobs[row.name], row.version + 1)
            ran.append(row.name)
    return ran


def _know(jobs: dict[str, Periodic]) -> None:
    """Give every job a row; a job whose cadence was changed by a release starts afresh."""
    known = dict(Schedule.objects.filter(name__in=jobs).values_list("name", "cadence"))
    for name, job in jobs.items():
        first, cadence = job.cadence.first(now()), str(job.cadence)
        if name not in known:
            Schedule.objects.bulk_create(
                [Schedule(name=name, cadence=cadence, due_at=first)], ignore_conflicts=True
            )
        elif known[name] != cadence:
            Schedule.objects.filter(name=name, cadence=known[name]).update(cadence=cadence, due_at=first)


def _claim(row: Schedule) -> bool:
    moment = now()
    unclaimed = Schedule.objects.filter(pk=row.pk, version=row.version, due_at__lte=moment)
    return bool(unclaimed.update(version=row.version + 1, due_at=moment + LEASE, started_at=moment))


def _run(job: Periodic, version: int) -> None:
    started = now()
    error = ""
    try:
        job.run()
    except Exception as failure:
        logger.exception("periodic job %s failed", job.name)
        error = f"{type(failure).__name__}: {failure}"[:ERROR_LENGTH].replace("\x00", "")
    due = job.cadence.following(started)
    Schedule.objects.filter(pk=job.name, version=version).update(
        due_at=min(due, now() + RETRY) if error else due,
        finished_at=now(),
        error=error,
    )
