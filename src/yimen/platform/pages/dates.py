"""Dates as people in China write them."""

from __future__ import annotations

from datetime import date, datetime

from yimen.platform.wallclock import SHANGHAI

WEEKDAYS = "一二三四五六日"


def _local(value: date | datetime | str) -> date:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return (value.astimezone(SHANGHAI) if value.tzinfo else value).date()
    return value


def long_date(value: date | datetime | str | None) -> str:
    """Return 2026年3月16日（周一）."""
    if not value:
        return ""
    day = _local(value)
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def short_date(value: date | datetime | str | None) -> str:
    """Return 3月16日."""
    if not value:
        return ""
    day = _local(value)
    return f"{day.month}月{day.day}日"


def moment(value: datetime | str | None) -> str:
    """Return 2026年3月16日 09:05, as a clock in China shows it."""
    if not value:
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    at = at.astimezone(SHANGHAI) if at.tzinfo else at
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
