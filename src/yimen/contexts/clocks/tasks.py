"""What the worker does for clocks, by the schedule."""

from __future__ import annotations

from yimen.contexts.clocks import api
from yimen.platform.jobs.api import daily, every


@every(minutes=1, name="clocks.sweep")
def sweep_clocks() -> None:
    """Raise what is due and let clocks go on whose approved days are used up."""
    api.sweep()


@daily(hour=3, name="clocks.check_projections")
def check_clock_projections() -> None:
    """Recompute a sample of projections; differences are logged as errors."""
    api.check_projections()
