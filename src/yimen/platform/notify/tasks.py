"""Jobs of the message centre."""

from __future__ import annotations

from yimen.platform.jobs.api import every, task
from yimen.platform.notify.services.deliver_messages import deliver, deliver_due


@task()
def deliver_outgoing(outgoing_id: str) -> None:
    """Hand one message to its carrier."""
    deliver(outgoing_id)


@every(minutes=1, name="notify.deliver_due")
def deliver_waiting() -> None:
    """Try again what was not taken, and what a dead worker left behind."""
    deliver_due()
