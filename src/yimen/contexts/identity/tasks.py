"""What this room does by itself."""

from __future__ import annotations

from yimen.contexts.identity import api
from yimen.platform.jobs.api import daily


@daily(hour=3, minute=40, name="identity.purge_expired")
def purge_expired() -> None:
    """Clear away tokens and sessions that have expired."""
    api.purge_expired()
