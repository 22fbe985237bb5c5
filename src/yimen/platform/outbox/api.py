"""The door of the outbox."""

from yimen.platform.outbox.data import DeadLetter, EventData, RelayReport
from yimen.platform.outbox.registry import subscribe
from yimen.platform.outbox.selectors import dead_letters
from yimen.platform.outbox.services.publish_event import publish
from yimen.platform.outbox.services.relay_events import relay
from yimen.platform.outbox.services.settle_letter import discard, replay

__all__ = [
    "DeadLetter",
    "EventData",
    "RelayReport",
    "dead_letters",
    "discard",
    "publish",
    "relay",
    "replay",
    "subscribe",
]
