"""A clock as a sentence and a bar: what the law gives, what was promised, what is used, when it will be done.

The page knows the shape of a clock, not the room it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yimen.platform.pages.dates import long_date, short_date
from yimen.platform.wallclock import today

WIDTH = 1000
UNITS = {"working_day": "个工作日", "calendar_day": "日", "hour": "小时", "month": "个月"}


@dataclass(frozen=True)
class Piece:
    """One stretch of the bar: ``style`` is used, late, pause or rest."""

    style: str
    x: int
    width: int


@dataclass(frozen=True)
class DeadlineView:
    """What the page shows of a clock."""

    colour: str
    headline: str
    sentence: str
    left: str
    pieces: tuple[Piece, ...]
    due_x: int
    marks: tuple[str, ...]
    arithmetic: tuple[str, ...]
    provisional: bool
    description: str


def view_of(clock: Any, on: date | None = None) -> DeadlineView:
    """Return the view of a clock as it stands on a day (default: today)."""
    day = on or today()
    sentence = "，".join(_parts(clock))
    pieces, due_x = _bar(clock, day)
    marks = [f"{short_date(clock.started_on)}起"]
    if clock.promised_due_on:
        marks.append(f"承诺{short_date(clock.promised_due_on)}")
    if clock.legal_due_on and clock.legal_due_on != clock.promised_due_on:
        marks.append(f"法定{short_date(clock.legal_due_on)}")
    return DeadlineView(
        colour=_colour(clock),
        headline=_headline(clock),
        sentence=sentence + "。",
        left=_left(clock),
        pieces=pieces,
        due_x=due_x,
        marks=tuple(marks),
        arithmetic=tuple(getattr(clock, "arithmetic", ()) or ()),
        provisional=bool(getattr(clock, "provisional", False)),
        description=sentence,
    )


def _colour(clock: Any) -> str:
    return str(clock.state) if clock.state in ("paused", "stopped") else str(clock.colour or "none")


def _budget(budget: Any) -> str:
    number = getattr(budget, "n", None)
    return f"{number if number is not None else budget.days}{UNITS.get(str(budget.unit), str(budget.unit))}"


def _parts(clock: Any) -> list[str]:
    parts = []
    if clock.legal:
        parts.append(f"法定{_budget(clock.legal)}")
    if clock.promised:
        same_unit = clock.legal and clock.legal.unit == clock.promised.unit == "working_day"
        promised = _budget(clock.promised)
        parts.append("承诺" + (promised.replace("个工作日", "个") if same_unit else promised))
    if clock.used_days is not None:
        parts.append(
            f"已用{clock.used_days}{'个' if clock.legal and clock.legal.unit == 'working_day' else '日'}"
        )
    due = clock.promised_due_on or clock.legal_due_on
    if clock.state == "paused":
        parts.append("现在暂停计时，恢复后接着算")
    elif clock.state == "stopped":
        parts.append("已经停止计时")
    elif due:
        parts.append(
            f"预计{short_date(due)}前办结" if _left_days(clock) >= 0 else f"应于{short_date(due)}前办结"
        )
    return parts


def _left_days(clock: Any) -> int:
    return clock.left_days if clock.left_days is not None else 0


def _headline(clock: Any) -> str:
    due = clock.promised_due_on or clock.legal_due_on
    if clock.state == "paused":
        return "计时暂停中"
    if clock.state == "stopped":
        return "计时已停止"
    return f"{long_date(due)}前办结" if due else ""


def _left(clock: Any) -> str:
    """Return the time left in a few characters, for a row of a list."""
    if clock.state == "paused":
        return "暂停"
    if clock.state == "stopped":
        return ""
    left = _left_days(clock)
    unit = "个工作日" if not clock.legal or clock.legal.unit == "working_day" else "日"
    if left < 0:
        return f"超{-left}{unit}"
    return "今天到期" if left == 0 else f"剩{left}{unit}"


def _bar(clock: Any, day: date) -> tuple[tuple[Piece, ...], int]:
    start = clock.started_on
    due = clock.promised_due_on or clock.legal_due_on
    ends = [d for d in (clock.legal_due_on, clock.promised_due_on) if d]
    end = max([*ends, start + timedelta(days=1)])
    if clock.state != "stopped":
        end = max(end, day)

    def at(moment: date) -> int:
        share = (min(max(moment, start), end) - start) / (end - start)
        return round(share * WIDTH)

    until = (
        min(day, end) if clock.state != "stopped" else (getattr(clock, "stopped_on", None) or min(day, end))
    )
    pieces = [Piece("used", 0, at(until))]
    if due and until > due:
        pieces.append(Piece("late", at(due), at(until) - at(due)))
    for begin, finish in _spans(clock):
        x = at(begin)
        pieces.append(Piece("pause", x, max(4, at(finish or day) - x)))
    return tuple(pieces), at(due) if due else -1


def _spans(clock: Any) -> Sequence[tuple[date, date | None]]:
    spans = []
    for span in getattr(clock, "pauses", ()) or ():
        if isinstance(span, tuple):
            spans.append((span[0], span[1]))
        else:
            spans.append((span.paused_on, span.resumed_on))
    return spans
