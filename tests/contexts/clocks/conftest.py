"""What the tests of the clocks room share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import Budget, ClockData
from yimen.platform.outbox import api as outbox
from yimen.platform.outbox import registry
from yimen.platform.wallclock import standing_at

SUBJECT = "case:1"


@pytest.fixture
def start(db: None) -> Callable[..., ClockData]:
    """Start a case clock, 20 working days legal and 7 promised, unless told otherwise; on its first day."""

    def begin(started_on: date | datetime, **given: Any) -> ClockData:
        facts = {"subject": SUBJECT, "kind": "case", "legal": Budget(20), "promised": Budget(7), "actor": "a"}
        moment = started_on if isinstance(started_on, datetime) else at(started_on, 9)
        with standing_at(moment):
            return clocks.start(**{**facts, "started_on": started_on, **given})

    return begin


@pytest.fixture
def heard(db: None) -> Iterator[list[outbox.EventData]]:
    """Collect the events clocks publish, once the relay has run."""
    events: list[outbox.EventData] = []
    types = ("clock.alarm", "clock.resumed", "clock.due_changed")
    for event_type in types:
        outbox.subscribe(event_type, name="tests.listener")(events.append)
    yield events
    for event_type in types:
        registry.unsubscribe(event_type, name="tests.listener")


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return a wall-clock moment in Shanghai."""
    return datetime(day.year, day.month, day.day, hour, minute)


def pause(clock: ClockData, on: date, days: int, ground: str = "expert_review", **given: Any) -> ClockData:
    """Pause on the day itself, with the approval of the head."""
    with standing_at(at(on, 10)):
        return clocks.pause(
            clock.id, ground=ground, on=on, approved_days=days, approver="head", actor="b", **given
        )


def resume(clock: ClockData, on: date, **given: Any) -> ClockData:
    """Resume on the day itself."""
    with standing_at(at(on, 10)):
        return clocks.resume(clock.id, on, "b", **given)


def sweep(day: date, hour: int = 0, minute: int = 1) -> Any:
    """Let the job run at a moment, then deliver what it published."""
    with standing_at(at(day, hour, minute)):
        report = clocks.sweep()
        outbox.relay()
    return report
