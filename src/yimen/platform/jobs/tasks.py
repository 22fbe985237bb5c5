"""The platform's own periodic jobs."""

from __future__ import annotations

from datetime import timedelta

from yimen.platform.jobs.registry import daily, every
from yimen.platform.jobs.services.drain_queue import take_back_abandoned
from yimen.platform.jobs.services.forget_finished import forget_finished
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import today


@daily(hour=0, minute=10, name="journal.anchor_yesterday")
def anchor_yesterday() -> None:
    """Anchor yesterday's journal, ten minutes after midnight so that acts begun before it have ended."""
    journal.anchor_day(today() - timedelta(days=1))


@every(minutes=5, name="jobs.take_back_abandoned")
def take_back() -> None:
    """Give jobs of dead workers to living ones."""
    take_back_abandoned()


@daily(hour=3, minute=20, name="jobs.forget_finished")
def forget() -> None:
    """Clear the queue of what was done long ago."""
    forget_finished()
