"""Half-open spans of days or moments: the first belongs to it, the last does not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from yimen.kernel.workdays import SHANGHAI

Point = TypeVar("Point", date, datetime)

ONE_DAY = timedelta(days=1)


def union(spans: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """Return the spans in order, overlapping and touching ones joined, empty ones dropped."""
    joined: list[tuple[Point, Point]] = []
    for begins, ends in sorted(spans):
        if ends <= begins:
            continue
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    return joined


def day_of(moment: datetime) -> date:
    """Return the date in Shanghai, whatever the zone of the host; a naive moment is Shanghai time."""
    return moment.astimezone(SHANGHAI).date() if moment.tzinfo else moment.date()


def midnight(day: date) -> datetime:
    """Return the moment the day begins in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)


def shanghai(moment: datetime) -> datetime:
    """Return the same moment on Shanghai's clock; a naive moment is Shanghai time."""
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
