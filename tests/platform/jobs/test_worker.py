"""The worker does what there is to do, survives faults, and stops when it is told to."""

import logging
import threading
import time
from datetime import datetime

import pytest
from django.db import connections, transaction

from tests.platform.jobs import rehearsed
from tests.platform.two_databases import failing_act
from yimen.platform.jobs import api as jobs
from yimen.platform.journal import api as journal
from yimen.platform.numbering.api import next_in
from yimen.platform.outbox import api as outbox
from yimen.platform.wallclock import standing_at


def act():
    """Do everything an act does: journal, number, event, job."""
    journal.append(subject="case:1", act="case.submit", actor="account:1")
    next_in("cases")
    outbox.publish("rehearsal.submitted", "case:1", {"label": "a"})
    jobs.enqueue(rehearsed.note, label="a")


@pytest.fixture
def worker():
    """Return a function that starts a worker; it is stopped at the end."""
    stop = threading.Event()
    threads = []

    def start():
        thread = threading.Thread(target=jobs.work, args=(stop, 0.02))
        threads.append(thread)
        thread.start()
        return stop, thread

    yield start
    stop.set()
    rehearsed.released.set()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture
def log(caplog, monkeypatch):
    """Let the test read what the program logs."""
    monkeypatch.setattr(logging.getLogger("yimen"), "propagate", True)
    return caplog


def wait_until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.mark.django_db
def test_one_round_follows_events_into_jobs_and_jobs_into_events(subscribe):
    heard = []
    subscribe("rehearsal.submitted", "a", lambda event: jobs.enqueue(rehearsed.tell, label="told") and None)
    subscribe("rehearsal.told", "b", lambda event: heard.append(event.body["label"]))
    outbox.publish("rehearsal.submitted", "case:1", {})

    report = jobs.work_once()

    assert heard == ["told"]
    assert (report.relay.delivered, report.queue.done) == (2, 1)
    assert jobs.work_once().idle


@pytest.mark.django_db
def test_one_round_runs_the_schedule(schedule):
    schedule("rehearsal.sweep", lambda: None, minutes=5)

    with standing_at(datetime(2026, 3, 16, 12, 0)):
        assert "rehearsal.sweep" in jobs.work_once().schedule


@pytest.mark.django_db
def test_work_that_never_ends_is_given_back_after_some_rounds(subscribe, log):
    subscribe("rehearsal.told", "a", lambda event: jobs.enqueue(rehearsed.tell, label="again") and None)
    jobs.enqueue(rehearsed.tell, label="first")

    assert not jobs.work_once().idle
    assert "still work" in log.text


def test_a_rolled_back_act_leaves_no_entry_number_event_or_job(committed, subscribe):
    heard = []
    subscribe("rehearsal.submitted", "a", heard.append)

    with pytest.raises(ZeroDivisionError):
        failing_act(act)
    jobs.work_once()

    assert journal.entries_of("case:1") == []
    assert heard == []
    assert rehearsed.done == []
    assert next_in("cases") == 1


def test_a_worker_does_nothing_before_the_act_commits(committed, subscribe, worker):
    heard = []
    subscribe("rehearsal.submitted", "a", heard.append)
    worker()
    with transaction.atomic():
        act()
        time.sleep(0.2)
        assert (heard, rehearsed.done) == ([], [])

    wait_until(lambda: heard and rehearsed.done)

    assert len(heard) == 1
    assert rehearsed.done == ["a"]


def test_three_workers_do_everything_once(committed, subscribe, worker):
    heard = []
    subscribe("rehearsal.submitted", "a", lambda event: heard.append(event.number))
    for _ in range(3):
        worker()
    for _ in range(10):
        with transaction.atomic():
            act()

    wait_until(lambda: len(heard) >= 10 and len(rehearsed.done) >= 10)
    time.sleep(0.2)

    assert heard == list(range(1, 11))
    assert rehearsed.done == ["a"] * 10


def test_a_worker_that_is_told_to_stop_ends_at_once(committed, worker):
    stop, thread = worker()
    time.sleep(0.1)

    stop.set()
    thread.join(3)

    assert not thread.is_alive()


def test_a_worker_that_is_told_to_stop_finishes_the_job_in_hand_and_begins_no_other(committed, worker):
    jobs.enqueue(rehearsed.hold, label="in hand")
    jobs.enqueue(rehearsed.note, label="next")
    stop, thread = worker()
    assert rehearsed.begun.wait(10)

    stop.set()
    rehearsed.released.set()
    thread.join(10)

    assert rehearsed.done == ["in hand"]
    assert jobs.work_once().queue.done == 1


def test_a_worker_outlives_a_fault_and_says_so(committed, worker, log):
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE outbox_delivery RENAME TO elsewhere")
    worker()
    wait_until(lambda: "the worker met a fault" in log.text)
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE elsewhere RENAME TO outbox_delivery")
    jobs.enqueue(rehearsed.note, label="a")

    wait_until(lambda: rehearsed.done == ["a"])
