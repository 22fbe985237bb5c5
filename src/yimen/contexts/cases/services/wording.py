"""Periods in words, as papers print them."""

from __future__ import annotations

from yimen.contexts.catalogue.data import Limit

UNITS = {"working_day": "个工作日", "calendar_day": "日", "hour": "小时", "month": "个月"}


def limit_words(limit: Limit) -> str:
    """Return e.g. 20个工作日; a limit of no days is 当场办结."""
    return f"{limit.days}{UNITS[limit.unit]}" if limit.days else "当场办结"
