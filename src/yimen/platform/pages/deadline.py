"""A clock as a sentence and a bar: what the law gives, what was promised, what is used, when it will be done.

The page knows the shape of a clock, not the room it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yimen.platform.pages.dates import long_date, short_date
from yimen.platform.wallclock import local_date

# What is done by the due day; a case is finished, but a receipt is answered and a result handed over.
VERBS = {
    "completeness": "答复是否受理",
    "correction": "补正",
    "delivery": "送达",
    "deferral": "补交",
    "forwarding": "转递",
}
FINISHED = "办结"
WIDTH = 1000
NARROWEST_GAP = 6
CROWDED = 350
"""Left of this there is no room for a second label beside the start."""


@dataclass(frozen=True)
class Piece:
    """One stretch of the bar: ``style`` is used, late or pause."""

    style: str
    x: int
    width: int


@dataclass(frozen=True)
class Mark:
    """A day under the bar, at its place on it, in the first or second row."""

    words: str
    x: int
    row: int = 0

    @property
    def percent(self) -> str:
        """Return the place as the drawing takes it, whatever its width."""
        return f"{self.x / WIDTH:.1%}"

    @property
    def anchor(self) -> str:
        """Return which end of the words stands at the place, so that none leaves the bar."""
        return "start" if self.x < WIDTH * 0.2 else "end" if self.x > WIDTH * 0.8 else "middle"


@dataclass(frozen=True)
class DeadlineView:
    """What the page shows of a clock."""

    colour: str
    headline: str
    sentence: str
    left: str
    pieces: tuple[Piece, ...]
    due_x: int
    marks: tuple[Mark, ...]
    rows: int
    arithmetic: tuple[Any, ...]
    provisional: bool


def view_of(clock: Any) -> DeadlineView:
    """Return the view of a clock as it stood when it was read."""
    at = _scale(clock)
    marks = _marks(clock, at)
    return DeadlineView(
        colour=str(clock.state) if clock.state in ("paused", "stopped") else str(clock.colour),
        headline=_headline(clock),
        sentence=clock.sentence.replace(FINISHED, VERBS.get(clock.kind, FINISHED)),
        left=left_of(clock),
        pieces=_bar(clock, at),
        due_x=at(clock.due_on) if clock.due_on else -1,
        marks=marks,
        rows=1 + max(mark.row for mark in marks),
        arithmetic=tuple(clock.arithmetic),
        provisional=clock.provisional,
    )


def left_of(clock: Any) -> str:
    """Return the time left in a few characters: 剩4个工作日, 今天到期, 超2个工作日, 暂停."""
    if clock.state == "paused":
        return "暂停"
    if clock.state == "stopped":
        return "已停"
    budget = clock.promised or clock.legal
    unit = {"calendar_day": "日", "month": "日", "hour": "小时"}.get(str(budget.unit), "个工作日")
    if clock.left_days < 0:
        return f"超{-clock.left_days}{unit}"
    return "今天到期" if clock.left_days == 0 else f"剩{clock.left_days}{unit}"


def _headline(clock: Any) -> str:
    if clock.state == "paused":
        pause = clock.pauses[-1] if clock.pauses else None
        if pause is None or pause.ends:
            return "计时暂停中"
        return f"{pause.ground_name}，最晚{short_date(pause.approved_until)}恢复计时"
    if clock.state == "stopped":
        return "计时已停止"
    return f"{long_date(clock.due_on)}前{VERBS.get(clock.kind, FINISHED)}"


def _marks(clock: Any, at: Callable[[date], int]) -> tuple[Mark, ...]:
    """Name the promised day right under its tick; where a legal day follows, the ends stand below it."""
    promised, legal = clock.promised_due_on, clock.legal_due_on
    both = bool(promised and legal and legal != promised)
    marks = [Mark(f"{short_date(clock.started_on)}起", 0, int(both))]
    if promised:
        marks.append(Mark(f"承诺{short_date(promised)}", at(promised)))
    if legal and legal != promised:
        marks.append(Mark(f"法定{short_date(legal)}", at(legal), int(both)))
    if len(marks) > 1 and marks[-1].x < CROWDED and marks[-1].row == marks[0].row:
        del marks[0]
    return tuple(marks)


def _scale(clock: Any) -> Callable[[date], int]:
    """Return where a day stands: calendar days from the start to the last limit."""
    start = clock.started_on
    until = clock.stopped_on or local_date(clock.as_of)
    limits = [day for day in (clock.legal_due_on, clock.promised_due_on) if day]
    end = max([*limits, until, start + timedelta(days=1)])
    if not limits:
        end = max(end, until + (until - start) + timedelta(days=1))

    def at(day: date) -> int:
        return round((min(max(day, start), end) - start) / (end - start) * WIDTH)

    return at


def _bar(clock: Any, at: Callable[[date], int]) -> tuple[Piece, ...]:
    """Draw what is used; pauses are gaps, what is late is told apart."""
    due, until = clock.due_on, clock.stopped_on or local_date(clock.as_of)
    pieces = [Piece("used", 0, at(until))]
    if due and until > due:
        pieces.append(Piece("late", at(due), at(until) - at(due)))
    for pause in clock.pauses:
        x = at(pause.begins)
        pieces.append(Piece("pause", x, max(NARROWEST_GAP, at(pause.ends or until) - x)))
    return tuple(pieces)
