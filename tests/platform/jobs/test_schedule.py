"""Periodic jobs run when they are due, once, whatever the number of workers."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.platform.jobs import rehearsed
from tests.platform.two_databases import together
from yimen.platform.jobs import api as jobs
from yimen.platform.jobs.cadence import Daily, Interval
from yimen.platform.jobs.models import Schedule
from yimen.platform.jobs.services.run_schedule import LEASE
from yimen.platform.journal import anchor_files
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import standing_at

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 16, 12, 0)


def run_at(moment):
    with standing_at(moment):
        return [name for name in jobs.run_schedule() if name.startswith("rehearsal.")]


@pytest.mark.django_db
def test_an_interval_job_runs_at_the_first_start_and_then_every_so_often(schedule):
    schedule("rehearsal.sweep", lambda: None, minutes=5)

    assert run_at(NOON) == ["rehearsal.sweep"]
    assert run_at(NOON + timedelta(minutes=4, seconds=59)) == []
    assert run_at(NOON + timedelta(minutes=5)) == ["rehearsal.sweep"]


@pytest.mark.django_db
def test_a_daily_job_waits_for_its_hour(schedule):
    schedule("rehearsal.nightly", lambda: None, hour=0, minute=10)

    assert run_at(NOON) == []
    assert run_at(datetime(2026, 3, 17, 0, 9, 59)) == []
    assert run_at(datetime(2026, 3, 17, 0, 10)) == ["rehearsal.nightly"]
    assert run_at(datetime(2026, 3, 17, 23, 59)) == []
    assert run_at(datetime(2026, 3, 18, 0, 10)) == ["rehearsal.nightly"]


@pytest.mark.django_db
def test_what_was_missed_while_nothing_ran_is_done_once(schedule):
    runs = []
    schedule("rehearsal.sweep", lambda: runs.append(1), minutes=1)
    run_at(NOON)

    run_at(NOON + timedelta(days=3))
    run_at(NOON + timedelta(days=3))

    assert len(runs) == 2


@pytest.mark.django_db
def test_a_failing_job_is_written_down_and_tried_again_soon(schedule):
    schedule("rehearsal.nightly", lambda: 1 / 0, hour=0, minute=10)
    due = datetime(2026, 3, 17, 0, 10)
    run_at(NOON)

    assert run_at(due) == ["rehearsal.nightly"]
    assert "ZeroDivisionError" in Schedule.objects.get(name="rehearsal.nightly").error
    assert run_at(due + timedelta(minutes=4)) == []
    assert run_at(due + timedelta(minutes=5)) == ["rehearsal.nightly"]


@pytest.mark.django_db
def test_a_failing_job_does_not_hold_up_the_others(schedule):
    schedule("rehearsal.a", lambda: 1 / 0, minutes=1)
    schedule("rehearsal.b", lambda: None, minutes=1)

    assert run_at(NOON) == ["rehearsal.a", "rehearsal.b"]


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_due_again_after_the_lease(schedule):
    def die():
        raise SystemExit

    schedule("rehearsal.sweep", die, minutes=60 * 24)
    with pytest.raises(SystemExit):
        run_at(NOON)
    schedule("rehearsal.other", lambda: None, minutes=60)

    assert run_at(NOON + LEASE - timedelta(seconds=1)) == ["rehearsal.other"]
    with pytest.raises(SystemExit):
        run_at(NOON + LEASE)


@pytest.mark.django_db
def test_a_job_given_another_cadence_by_a_release_follows_it(schedule):
    schedule("rehearsal.job", lambda: None, hour=0, minute=10)
    run_at(NOON)
    Schedule.objects.filter(name="rehearsal.job").update(cadence="daily 05:00", due_at="2026-12-31T00:00Z")

    run_at(NOON)

    due = Schedule.objects.get(name="rehearsal.job").due_at
    assert due == datetime(2026, 3, 17, 0, 10, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_a_job_of_the_queue_can_stand_in_the_schedule_too(schedule):
    schedule("rehearsal.task", rehearsed.greet, minutes=5)

    run_at(NOON)

    assert rehearsed.done == ["hello"]


def test_two_jobs_cannot_have_one_name(schedule):
    schedule("rehearsal.job", lambda: None, minutes=1)

    with pytest.raises(RuntimeError, match=r"rehearsal\.job"):
        schedule("rehearsal.job", lambda: None, minutes=1)


def test_a_job_cannot_run_more_often_than_every_minute():
    with pytest.raises(ValueError, match="minute"):
        jobs.every(minutes=0, name="rehearsal.job")


def test_daily_is_a_time_of_shanghai_whatever_the_zone_of_the_moment():
    new_york = datetime(2026, 3, 16, 13, 0, tzinfo=ZoneInfo("America/New_York"))

    assert Daily(0, 10).following(new_york) == datetime(2026, 3, 18, 0, 10, tzinfo=SHANGHAI)


def test_a_daily_job_that_ran_on_the_dot_is_due_tomorrow():
    on_the_dot = datetime(2026, 3, 16, 0, 10, tzinfo=SHANGHAI)

    assert Daily(0, 10).following(on_the_dot) == on_the_dot + timedelta(days=1)


def test_cadences_read_as_words():
    assert (str(Interval(5)), str(Daily(0, 10))) == ("every 5 min", "daily 00:10")


def test_workers_at_once_run_a_due_job_once(committed, schedule):
    runs = []

    def slow():
        runs.append(1)
        time.sleep(0.2)

    schedule("rehearsal.sweep", slow, minutes=5)

    ran = together(*[jobs.run_schedule] * 4)

    assert [names.count("rehearsal.sweep") for names in sorted(ran, key=len)].count(1) == 1
    assert runs == [1]


@pytest.mark.django_db
def test_yesterdays_journal_is_anchored_ten_minutes_after_midnight():
    with standing_at(NOON):
        journal.append(subject="case:1", act="case.submit", actor="account:1")
        jobs.run_schedule()
    with standing_at(datetime(2026, 3, 17, 0, 9)):
        jobs.run_schedule()
    assert anchor_files.days_on_file() == set()

    with standing_at(datetime(2026, 3, 17, 0, 10)):
        assert "journal.anchor_yesterday" in jobs.run_schedule()

    assert [day.isoformat() for day in anchor_files.days_on_file()] == ["2026-03-16"]
    assert journal.verify().anchors == 1
