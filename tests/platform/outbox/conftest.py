import threading
from dataclasses import dataclass, field

import pytest

from tests.platform.two_databases import committed
from yimen.platform.outbox import registry
from yimen.platform.outbox.data import EventData

__all__ = ["committed"]


@dataclass
class Ear:
    """A subscriber that remembers what it heard, and fails on the events it was told to fail on."""

    name: str
    heard: list[EventData] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, event: EventData) -> None:
        if event.body.get("label") in self.failing:
            raise RuntimeError(f"cannot take {event.body['label']}")
        with self.lock:
            self.heard.append(event)

    @property
    def labels(self) -> list[str]:
        return [event.body["label"] for event in self.heard]


@pytest.fixture
def subscribe():
    """Subscribe for the time of the test."""
    made = []

    def make(event_type, name):
        made.append((event_type, name))
        return registry.subscribe(event_type, name=name)

    yield make
    for event_type, name in made:
        registry.unsubscribe(event_type, name=name)


@pytest.fixture
def listen(subscribe):
    """Return a function that makes a subscriber that remembers."""

    def make(name, *types):
        ear = Ear(name)
        for event_type in types or ("rehearsal.submitted",):
            subscribe(event_type, name)(ear)
        return ear

    return make
