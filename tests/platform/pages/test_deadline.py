"""A clock as a sentence and a bar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace

from yimen.platform.pages.deadline import view_of
from yimen.platform.wallclock import SHANGHAI


@dataclass
class Clock:
    """A clock as the page sees it."""

    state: str = "running"
    kind: str = "case"
    colour: str = "none"
    as_of: datetime = datetime(2026, 3, 11, 10, tzinfo=SHANGHAI)
    started_on: date = date(2026, 3, 5)
    legal_due_on: date | None = date(2026, 4, 2)
    promised_due_on: date | None = date(2026, 3, 16)
    stopped_on: date | None = None
    legal: object = field(default_factory=lambda: SimpleNamespace(n=20, unit="working_day"))
    promised: object = field(default_factory=lambda: SimpleNamespace(n=7, unit="working_day"))
    left_days: int = 3
    pauses: tuple = ()
    sentence: str = "法定20个工作日，承诺7个工作日，已用4个工作日，预计2026年3月16日（周一）前办结。"
    arithmetic: tuple = ()
    provisional: bool = False

    @property
    def due_on(self) -> date | None:
        return self.promised_due_on or self.legal_due_on


def test_the_day_stands_first_and_the_time_left_is_said_in_words():
    view = view_of(Clock())

    assert view.headline == "2026年3月16日（周一）前办结"
    assert view.left == "剩3个工作日"
    assert [mark.words for mark in view.marks] == ["3月5日起", "承诺3月16日", "法定4月2日"]


def test_the_promised_day_is_named_under_its_tick():
    view = view_of(Clock())

    promised = view.marks[1]
    assert (promised.x, promised.row, promised.anchor) == (view.due_x, 0, "middle")
    assert [mark.row for mark in view.marks] == [1, 0, 1]
    assert view.marks[2].percent == "100.0%"


def test_the_bar_is_used_up_to_today_and_marks_the_promised_day():
    view = view_of(Clock())

    assert [(piece.style, piece.x) for piece in view.pieces] == [("used", 0)]
    assert view.pieces[0].width == round(6 / 28 * 1000)
    assert view.due_x == round(11 / 28 * 1000)


def test_what_is_late_is_told_apart():
    view = view_of(Clock(as_of=datetime(2026, 3, 18, 9, tzinfo=SHANGHAI), left_days=-2, colour="red"))

    assert [piece.style for piece in view.pieces] == ["used", "late"]
    assert view.left == "超2个工作日"


def test_a_pause_is_a_gap():
    pause = SimpleNamespace(begins=date(2026, 3, 6), ends=date(2026, 3, 9))

    gap = view_of(Clock(pauses=(pause,))).pieces[-1]

    assert (gap.style, gap.x) == ("pause", round(1 / 28 * 1000))
    assert gap.width > 0


def test_an_open_pause_has_no_due_day_and_says_so():
    pause = SimpleNamespace(
        begins=date(2026, 3, 9), ends=None, ground_name="专家评审", approved_until=date(2026, 4, 20)
    )

    view = view_of(Clock(state="paused", legal_due_on=None, promised_due_on=None, pauses=(pause,)))

    assert view.colour == "paused"
    assert view.headline == "专家评审，最晚4月20日恢复计时"
    assert view.left == "暂停"
    assert view.due_x == -1


def test_a_receipt_is_answered_not_finished():
    view = view_of(Clock(kind="completeness", promised_due_on=None, sentence="预计2026年4月2日前办结。"))

    assert view.headline == "2026年4月2日（周四）前答复是否受理"
    assert "办结" not in view.sentence


def test_the_last_day_is_today():
    assert view_of(Clock(left_days=0)).left == "今天到期"
