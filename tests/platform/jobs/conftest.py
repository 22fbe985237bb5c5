import pytest

from tests.platform.jobs import rehearsed
from tests.platform.two_databases import committed
from yimen.platform.jobs import registry
from yimen.platform.outbox import registry as subscribers

__all__ = ["committed"]


@pytest.fixture(autouse=True)
def clean_slate(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    rehearsed.done.clear()
    rehearsed.failing.clear()
    rehearsed.begun.clear()
    rehearsed.released.clear()


@pytest.fixture
def schedule():
    """Put a job into the schedule for the time of the test."""
    names = []

    def put(name, run, *, minutes=0, hour=0, minute=0):
        names.append(name)
        if minutes:
            registry.every(minutes=minutes, name=name)(run)
        else:
            registry.daily(hour, name, minute=minute)(run)

    yield put
    for name in names:
        registry.unschedule(name)


@pytest.fixture
def subscribe():
    """Subscribe for the time of the test."""
    made = []

    def make(event_type, name, handler):
        made.append((event_type, name))
        subscribers.subscribe(event_type, name=name)(handler)

    yield make
    for event_type, name in made:
        subscribers.unsubscribe(event_type, name=name)
