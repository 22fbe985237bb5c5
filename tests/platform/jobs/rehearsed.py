"""Jobs for the tests; the queue finds a job by the path of its module."""

from __future__ import annotations

import threading

from yimen.platform.jobs import api as jobs
from yimen.platform.numbering.api import next_in
from yimen.platform.outbox import api as outbox

done: list[str] = []
failing: set[str] = set()
begun = threading.Event()
released = threading.Event()


@jobs.task
def note(label: str) -> None:
    if label in failing:
        raise RuntimeError(f"cannot do {label}")
    done.append(label)


@jobs.task
def greet() -> None:
    done.append("hello")


@jobs.task
def take_number(series: str) -> int:
    return next_in(series)


@jobs.task
def tell(label: str) -> None:
    outbox.publish("rehearsal.told", "case:1", {"label": label})


@jobs.task
def hold(label: str) -> None:
    begun.set()
    released.wait(10)
    done.append(label)
