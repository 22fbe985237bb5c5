"""A deadline in words: one sentence, and its arithmetic on demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yimen.contexts.clocks.data import (
    GROUND_NAMES,
    UNIT_NAMES,
    Budget,
    Line,
    PauseData,
    Segment,
    SegmentKind,
    State,
    Unit,
)
from yimen.contexts.clocks.domain.history import History
from yimen.contexts.clocks.domain.reckoning import Reckoning
from yimen.contexts.clocks.domain.spans import day_of

WEEKDAYS = "一二三四五六日"


def day_words(day: date) -> str:
    """Return 2026年3月16日（周一）."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def ground_name(ground: str) -> str:
    """Return a ground in words; one that the law's list does not know stands as it was written."""
    return GROUND_NAMES.get(ground, ground)


def day_unit(budget: Budget | None) -> str:
    """Return the word that days used and left are counted in; months are counted out in days."""
    unit = budget.unit if budget else Unit.WORKING_DAY
    return UNIT_NAMES[Unit.CALENDAR_DAY if unit is Unit.MONTH else unit]


def sentence(history: History, both: Reckoning, state: State, used: int, left: int) -> str:
    """Return the deadline as a person would say it."""
    budget = history.promised or history.legal
    unit = day_unit(budget)
    parts = [*_limits(history), f"已用{used}{unit}"]
    count = both.foremost
    if count is None:
        parts = [f"已用{used}{unit}", "没有规定期限"]
    elif state is State.STOPPED:
        parts.append("超期办结" if left < 0 else "按期办结")
    elif left < 0:
        parts.append(f"已超期{-left}{unit}")
    elif count.due_on is None:
        names = "、".join(dict.fromkeys(ground_name(pause.ground) for pause in history.open_pauses))
        parts.append(f"因{names}暂停计时，恢复后还剩{left}{unit}")
    else:
        unsure = "（暂定，放假安排公布后可能调整）" if count.provisional else ""
        parts.append(f"预计{day_words(count.due_on)}前办结{unsure}")
    return "，".join(parts) + "。"


def arithmetic(history: History, both: Reckoning, pauses: Sequence[PauseData], started: date) -> list[Line]:
    """Return the arithmetic, one line per step."""
    lines = [Line(f"{day_words(started)}开始计时，当日不计入。", started)]
    unit = day_unit(history.promised or history.legal)
    for pause in pauses:
        name = pause.ground_name
        if pause.ends is None:
            lines.append(Line(f"{day_words(pause.begins)}起因{name}暂停，现在还没有恢复。", pause.begins))
        else:
            how = "，批准的天数用完，自动恢复" if pause.automatic else ""
            text = f"{day_words(pause.begins)}起因{name}暂停，{day_words(pause.ends)}恢复计时{how}，"
            lines.append(Line(text + f"不计入{pause.excluded_days}{unit}。", pause.begins))
    for extension in history.extensions:
        lines.append(Line(f"经批准延长{extension.budget.words}。", day_of(extension.at)))
    for name, budget, count in (
        ("承诺", history.promised, both.promised),
        ("法定", history.legal, both.legal),
    ):
        if budget and count and count.due_on:
            unsure = "，其中有尚未公布放假安排的年份，为暂定日期" if count.provisional else ""
            lines.append(
                Line(f"{name}期限{budget.words}，到{day_words(count.due_on)}为止{unsure}。", count.due_on)
            )
    return lines


def segments(used: int, left: int, paused: int) -> list[Segment]:
    """Return the bar: what was used, what fell out, what is left or over."""
    within = used if left >= 0 else max(0, used + left)
    found = [Segment(SegmentKind.USED, within), Segment(SegmentKind.PAUSED, paused)]
    found.append(Segment(SegmentKind.LEFT, left) if left >= 0 else Segment(SegmentKind.OVER, -left))
    return [segment for segment in found if segment.days > 0]


def _limits(history: History) -> list[str]:
    legal, promised = history.legal, history.promised
    extra = "".join(f"（另延长{extension.budget.words}）" for extension in history.extensions)
    if legal and promised:
        return [f"法定{legal.words}", f"承诺{promised.words}{extra}"]
    if legal:
        return [f"法定{legal.words}{extra}"]
    return [f"承诺{promised.words}{extra}"] if promised else []
