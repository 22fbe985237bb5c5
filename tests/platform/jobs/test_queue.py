"""A job is handed over with the act, run once, tried again when it fails, and never lost without a word."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.platform.jobs import rehearsed
from tests.platform.two_databases import failing_act, together
from yimen.kernel.errors import NotFound
from yimen.platform.jobs import api as jobs
from yimen.platform.jobs.services.drain_queue import (
    ABANDONED_AFTER,
    BACK_OFF,
    drain_queue,
    take_back_abandoned,
)
from yimen.platform.jobs.services.forget_finished import KEPT_FOR, forget_finished
from yimen.platform.journal import api as journal


def let_the_rest_pass():
    DBTaskResult.objects.update(run_after=timezone.now())


def fail_for_good(label):
    rehearsed.failing.add(label)
    job_id = jobs.enqueue(rehearsed.note, label=label)
    for _ in range(len(BACK_OFF) + 1):
        let_the_rest_pass()
        jobs.work_once()
    return job_id


@pytest.mark.django_db
def test_an_enqueued_job_is_run_once():
    jobs.enqueue(rehearsed.note, label="a")

    assert drain_queue("worker").done == 1
    assert drain_queue("worker").runs == 0
    assert rehearsed.done == ["a"]


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_job():
    with pytest.raises(ZeroDivisionError):
        failing_act(lambda: jobs.enqueue(rehearsed.note, label="a"))

    assert drain_queue("worker").runs == 0


@pytest.mark.django_db
def test_a_failing_job_rests_and_is_tried_again():
    rehearsed.failing.add("a")
    jobs.enqueue(rehearsed.note, label="a")

    assert drain_queue("worker").retried == 1
    assert drain_queue("worker").runs == 0
    rehearsed.failing.clear()
    let_the_rest_pass()
    assert drain_queue("worker").done == 1
    assert rehearsed.done == ["a"]


@pytest.mark.django_db
def test_each_rest_is_longer_than_the_last():
    rehearsed.failing.add("a")
    jobs.enqueue(rehearsed.note, label="a")
    rests = []
    for _ in BACK_OFF:
        let_the_rest_pass()
        before = timezone.now()
        drain_queue("worker")
        rests.append(DBTaskResult.objects.get().run_after - before)

    for rest, expected in zip(rests, BACK_OFF, strict=True):
        assert timedelta() <= rest - expected < timedelta(seconds=5)


@pytest.mark.django_db
def test_a_job_that_failed_too_often_waits_for_a_person():
    job_id = fail_for_good("a")

    (failed,) = jobs.failed_jobs()
    assert (failed.job_id, failed.attempts) == (job_id, len(BACK_OFF) + 1)
    assert failed.arguments == {"label": "a"}
    assert failed.error == "RuntimeError: cannot do a"
    let_the_rest_pass()
    assert drain_queue("worker").runs == 0


@pytest.mark.django_db
def test_a_person_can_have_it_tried_again_and_that_is_journalled():
    job_id = fail_for_good("a")
    rehearsed.failing.clear()

    jobs.retry_job(job_id, "account:1")

    assert drain_queue("worker").done == 1
    assert jobs.failed_jobs() == []
    assert journal.entries_of(f"job:{job_id}")[0].actor == "account:1"


@pytest.mark.django_db
@pytest.mark.parametrize("job_id", ["7c9e6679-7425-40de-944b-e07fc1f90ae7", "nonsense"])
def test_a_job_that_has_not_failed_cannot_be_retried(job_id):
    with pytest.raises(NotFound):
        jobs.retry_job(job_id, "account:1")


@pytest.mark.django_db
def test_a_job_of_a_worker_that_died_is_taken_back():
    jobs.enqueue(rehearsed.note, label="a")
    long_ago = timezone.now() - ABANDONED_AFTER - timedelta(seconds=1)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["dead"])

    assert take_back_abandoned() == 1
    let_the_rest_pass()
    drain_queue("worker")

    assert rehearsed.done == ["a"]


@pytest.mark.django_db
def test_a_job_that_still_runs_is_left_alone():
    jobs.enqueue(rehearsed.note, label="a")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["alive"])

    assert take_back_abandoned() == 0


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up():
    jobs.enqueue(rehearsed.note, label="a")
    long_ago = timezone.now() - ABANDONED_AFTER - timedelta(seconds=1)
    workers = [f"dead {number}" for number in range(len(BACK_OFF) + 1)]
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=workers)

    take_back_abandoned()

    assert "TimeoutError" in jobs.failed_jobs()[0].error


@pytest.mark.django_db
def test_finished_jobs_are_forgotten_after_a_while_and_failed_ones_are_kept():
    jobs.enqueue(rehearsed.note, label="done")
    drain_queue("worker")
    fail_for_good("failed")
    DBTaskResult.objects.update(finished_at=timezone.now() - KEPT_FOR - timedelta(days=1))

    assert forget_finished() == 1
    assert len(jobs.failed_jobs()) == 1


def test_workers_at_once_run_every_job_once(committed):
    for _ in range(24):
        jobs.enqueue(rehearsed.take_number, series="runs")

    reports = together(*[lambda: drain_queue("worker")] * 3)

    assert sum(report.done for report in reports) == 24
    assert jobs.failed_jobs() == []
