"""A deadline in words, and its arithmetic on demand."""

from __future__ import annotations

from datetime import date

from tests.contexts.clocks.conftest import at, pause, resume
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import Budget, SegmentKind, Unit
from yimen.platform.wallclock import standing_at

MONDAY = date(2026, 3, 2)


def test_a_running_clock_says_what_was_used_and_when_it_will_be_done(start):
    clock = start(date(2026, 2, 10), promised=Budget(20))
    assert clocks.clock(clock.id, date(2026, 2, 13)).sentence == (
        "法定20个工作日，承诺20个工作日，已用3个工作日，预计2026年3月16日（周一）前办结。"
    )


def test_a_provisional_date_says_that_it_is_one(start):
    clock = start(date(2026, 12, 25), promised=Budget(10))
    assert "暂定" in clock.sentence
    assert any("暂定日期" in line.text for line in clock.arithmetic)


def test_an_exceeded_limit_says_by_how_much(start):
    clock = start(MONDAY)
    assert clocks.clock(clock.id, date(2026, 3, 16)).sentence.endswith("已用10个工作日，已超期3个工作日。")


def test_a_stopped_clock_says_whether_it_was_in_time(start):
    first, second = start(MONDAY), start(MONDAY, subject="case:2")
    with standing_at(at(date(2026, 3, 12), 9)):
        assert clocks.stop(first.id, date(2026, 3, 11), "b", "decide").sentence.endswith("按期办结。")
        assert clocks.stop(second.id, date(2026, 3, 12), "b", "decide").sentence.endswith("超期办结。")


def test_the_arithmetic_names_every_step(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    resume(clock, date(2026, 3, 13))
    with standing_at(at(date(2026, 3, 16))):
        clock = clocks.extend(clock.id, 10, "head", "b")
    assert [line.text for line in clock.arithmetic] == [
        "2026年3月2日（周一）开始计时，当日不计入。",
        "2026年3月9日（周一）起因专家评审暂停，2026年3月13日（周五）恢复计时，不计入4个工作日。",
        "经批准延长10个工作日。",
        "承诺期限7个工作日，到2026年3月31日（周二）为止。",
        "法定期限20个工作日，到2026年4月20日（周一）为止。",
    ]
    assert clock.arithmetic[2].day == date(2026, 3, 16)


def test_the_bar_draws_pauses_as_gaps_and_adds_up(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    resume(clock, date(2026, 3, 13))
    shown = clocks.clock(clock.id, date(2026, 3, 16))
    assert [(segment.kind, segment.days) for segment in shown.segments] == [
        (SegmentKind.USED, 6),
        (SegmentKind.PAUSED, 4),
        (SegmentKind.LEFT, 1),
    ]


def test_the_bar_of_an_exceeded_limit_ends_in_what_is_over(start):
    clock = start(MONDAY)
    shown = clocks.clock(clock.id, date(2026, 3, 16))
    assert [(segment.kind, segment.days) for segment in shown.segments] == [
        (SegmentKind.USED, 7),
        (SegmentKind.OVER, 3),
    ]


def test_other_units_are_named(start):
    month = start(MONDAY, legal=Budget(1, Unit.MONTH), promised=None)
    assert month.sentence == "法定1个月，已用0个自然日，预计2026年4月2日（周四）前办结。"
    days = start(MONDAY, subject="case:2", legal=Budget(10, Unit.CALENDAR_DAY), promised=None)
    assert days.sentence.startswith("法定10个自然日，")


def test_what_a_pause_takes_from_the_legal_limit_is_told_after_the_promise_too(start):
    clock = pause(start(MONDAY), date(2026, 3, 16), 5)
    after = resume(clock, date(2026, 3, 18))
    assert (after.paused_days, after.legal_due_on) == (2, date(2026, 4, 1))


def test_a_case_decided_while_paused_shows_the_same_due_day_ever_after(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    with standing_at(at(date(2026, 3, 11), 12)):
        stopped = clocks.stop(clock.id, date(2026, 3, 11), "b", "withdraw")
    assert clocks.clock(clock.id, date(2026, 6, 1)).legal_due_on == stopped.legal_due_on == date(2026, 4, 1)
