"""What clocks hear of."""

from __future__ import annotations

from yimen.contexts.clocks import api
from yimen.platform.outbox.api import EventData, subscribe


@subscribe("calendar.changed", name="clocks.count_again")
def count_again(event: EventData) -> None:
    """Derive every open clock again with the new calendar."""
    api.reproject()
