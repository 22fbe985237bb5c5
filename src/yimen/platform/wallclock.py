"""The one place that reads the wall clock, so that time can be injected.

Everything in the house asks ``now()`` or ``today()``; domain code takes time as an argument. A test or a
rehearsal stands at a moment with ``standing_at``; nothing else in the program changes the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _standing_at.get() or datetime.now(UTC)


def today() -> date:
    """Return today's date in Asia/Shanghai, whatever the zone of the host."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """Return the date that a calendar on a wall in China shows at ``moment`` (aware)."""
    return moment.astimezone(SHANGHAI).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let ``now()`` answer ``moment`` (naive means Asia/Shanghai) inside the block."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    token = _standing_at.set(aware.astimezone(UTC))
    try:
        yield
    finally:
        _standing_at.reset(token)
