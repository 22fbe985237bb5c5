"""Who wants to hear of what."""

from __future__ import annotations

from collections.abc import Callable

from yimen.platform.outbox.data import EventData

Handler = Callable[[EventData], None]

_handlers: dict[str, dict[str, Handler]] = {}
"""Event type to subscriber name to handler."""


class NoSubscriber(LookupError):
    """A delivery for a subscriber that this program does not have (any more)."""


def subscribe(event_type: str, *, name: str) -> Callable[[Handler], Handler]:
    """Register a handler for events of one type, in a room's ``subscribers.py``.

    ``name`` is stored with every delivery, so it must stay the same over releases; one name may subscribe
    to several types and then hears all of them in the order of the subject. A handler calls one service and
    runs in the transaction that marks the delivery done: its work and the mark are kept or lost together.
    """

    def register(handler: Handler) -> Handler:
        known = _handlers.setdefault(event_type, {})
        if known.setdefault(name, handler) is not handler:
            raise RuntimeError(f"two subscribers are named {name!r} for {event_type!r}")
        return handler

    return register


def unsubscribe(event_type: str, *, name: str) -> None:
    """Take a handler out again, as a rehearsal that brought its own does at its end."""
    _handlers.get(event_type, {}).pop(name, None)


def subscribers_of(event_type: str) -> list[str]:
    """Return the names that hear of ``event_type``."""
    return sorted(_handlers.get(event_type, ()))


def handler_of(event_type: str, name: str) -> Handler:
    """Return the handler; NoSubscriber if there is none."""
    try:
        return _handlers[event_type][name]
    except KeyError:
        raise NoSubscriber(f"no subscriber {name!r} for {event_type!r} in this program") from None
