"""An independent counter: one day at a time, with pencil and paper. Shares nothing with the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
DaySpan = tuple[date, date]


def due_by_hand(start: date, n: int, working, pauses: Sequence[DaySpan] = ()) -> date:
    """Walk forward from the day after ``start`` and strike off ``n`` days."""
    day = start
    while n > 0:
        day += ONE_DAY
        if working(day) and not any(pause <= day < resume for pause, resume in pauses):
            n -= 1
    return day


def struck_off_by_hand(start: date, until: date, working, pauses: Sequence[DaySpan] = ()) -> int:
    """Count the days struck off after ``start`` and up to ``until``."""
    count = 0
    day = start + ONE_DAY
    while day <= until:
        if working(day) and not any(pause <= day < resume for pause, resume in pauses):
            count += 1
        day += ONE_DAY
    return count
