"""The door of the jobs room."""

from django_tasks import task

from yimen.platform.jobs.data import FailedJob, QueueReport, WorkReport
from yimen.platform.jobs.registry import daily, every
from yimen.platform.jobs.services.enqueue_job import enqueue
from yimen.platform.jobs.services.retry_job import failed_jobs, retry_job
from yimen.platform.jobs.services.run_schedule import run_schedule
from yimen.platform.jobs.worker import work, work_once

__all__ = [
    "FailedJob",
    "QueueReport",
    "WorkReport",
    "daily",
    "enqueue",
    "every",
    "failed_jobs",
    "retry_job",
    "run_schedule",
    "task",
    "work",
    "work_once",
]
