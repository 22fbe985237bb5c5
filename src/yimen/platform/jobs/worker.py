"""The worker's loop."""

from __future__ import annotations

import logging
import secrets
import threading

from django.db import close_old_connections, connections

from yimen.platform.jobs.data import QueueReport, WorkReport
from yimen.platform.jobs.services.drain_queue import drain_queue
from yimen.platform.jobs.services.run_schedule import run_schedule
from yimen.platform.outbox.api import RelayReport, relay

ROUNDS = 50
"""How long ``work_once`` follows a chain of events that cause jobs that cause events."""

LONGEST_REST = 30.0

logger = logging.getLogger(__name__)


def work(stop: threading.Event, interval: float = 0.5) -> None:
    """Relay events, run the schedule and drain the queue until ``stop`` is set.

    Any number of workers may run, as threads or processes. ``stop`` is heard between two deliveries or
    jobs; one that runs is finished first, so nothing is left half done. A fault (the database is away) is
    logged, and the worker rests longer each time, up to half a minute, before it tries again.
    """
    worker_id = secrets.token_hex(8)
    faults = 0
    try:
        while not stop.is_set():
            close_old_connections()
            try:
                report = _round(worker_id, stop)
            except Exception:
                logger.exception("the worker met a fault")
                faults += 1
                stop.wait(min(interval * 2**faults, LONGEST_REST))
                continue
            faults = 0
            if report.idle:
                stop.wait(interval)
    finally:
        _close_connections()


def work_once() -> WorkReport:
    """Do everything there is to do now, with what follows from it, and return what was done."""
    total = WorkReport()
    for _ in range(ROUNDS):
        report = _round("once", None)
        if report.idle:
            return total
        total = _sum(total, report)
    logger.error("there was still work after %d rounds", ROUNDS)
    return total


def _round(worker_id: str, stop: threading.Event | None) -> WorkReport:
    return WorkReport(
        relay=relay(stop=stop),
        schedule=tuple(run_schedule(stop=stop)),
        queue=drain_queue(worker_id, stop),
    )


def _sum(a: WorkReport, b: WorkReport) -> WorkReport:
    relayed = RelayReport(
        a.relay.delivered + b.relay.delivered, a.relay.failed + b.relay.failed, a.relay.dead + b.relay.dead
    )
    queue = QueueReport(
        a.queue.done + b.queue.done, a.queue.retried + b.queue.retried, a.queue.failed + b.queue.failed
    )
    return WorkReport(relayed, a.schedule + b.schedule, queue)


def _close_connections() -> None:
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
