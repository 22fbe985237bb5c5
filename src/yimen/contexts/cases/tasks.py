"""Jobs of the cases room: one sweep for everything the calendar demands."""

from __future__ import annotations

from yimen.contexts.cases import api
from yimen.platform.jobs.api import every


@every(minutes=5, name="cases.sweep")
def sweep_cases() -> None:
    """Deem accepted, return what lapsed, archive what was delivered, clear expired drafts."""
    api.sweep()
