"""What a person does with a job that failed too often."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from yimen.kernel.errors import NotFound
from yimen.platform.jobs.data import FailedJob
from yimen.platform.journal import api as journal


def failed_jobs(limit: int = 100) -> list[FailedJob]:
    """Return the jobs that wait for a person, the latest first."""
    return [
        FailedJob(
            job_id=str(result.id),
            name=result.task_path,
            arguments=result.args_kwargs["kwargs"],
            attempts=len(result.worker_ids),
            error=result.traceback.strip().rpartition("\n")[2],
            failed_at=result.finished_at,
        )
        for result in DBTaskResult.objects.failed().order_by("-finished_at")[:limit]
    ]


@transaction.atomic
def retry_job(job_id: str, actor: str) -> None:
    """Put a failed job back into the queue, with all its tries."""
    try:
        failed = DBTaskResult.objects.failed().filter(pk=job_id)
    except ValidationError:
        failed = DBTaskResult.objects.none()
    if not failed.update(
        status=TaskResultStatus.READY, worker_ids=[], run_after=get_date_max(), finished_at=None
    ):
        raise NotFound("没有这个失败的后台任务，可能已有人重试，请刷新后查看。")
    journal.append(subject=f"job:{job_id}", act="job.retried", actor=actor)
