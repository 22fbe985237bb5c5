"""What the catalogue does by the clock."""

from __future__ import annotations

from yimen.contexts.catalogue import api
from yimen.platform.jobs.api import daily
from yimen.platform.wallclock import today


@daily(hour=0, minute=2, name="catalogue.settle_versions")
def settle_versions() -> None:
    """Let versions published for this day take force."""
    api.settle_versions(today())
