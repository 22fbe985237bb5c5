"""Counting days against the counter that walks day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.contexts.clocks.counting import ONE_DAY, due_by_hand, struck_off_by_hand
from yimen.contexts.clocks.data import Budget, Policy, Unit
from yimen.contexts.clocks.domain.elapsed import SecondCount
from yimen.contexts.clocks.domain.history import Extension, History, Pause, approved_until, as_of
from yimen.contexts.clocks.domain.reckoning import count_for
from yimen.contexts.clocks.domain.spans import midnight
from yimen.contexts.clocks.domain.statutory import DayCount
from yimen.kernel.workdays import shipped_calendar

CALENDAR = shipped_calendar()
WORKING = CALENDAR.is_working_day

starts = st.dates(date(2015, 1, 1), date(2026, 6, 30))
days = st.integers(1, 60)
lengths = st.integers(0, 20)


@st.composite
def clocks(draw):
    """A start, a number of days and pauses that begin after the start, in any order, overlapping or not."""
    start = draw(starts)
    pauses = [
        (start + timedelta(days=offset), start + timedelta(days=offset + length))
        for offset, length in draw(st.lists(st.tuples(st.integers(0, 80), lengths), max_size=5))
    ]
    return start, draw(days), pauses


@given(clocks())
def test_the_due_day_is_the_one_found_by_hand(clock):
    start, n, pauses = clock
    assert count(start, n, pauses).due_on == due_by_hand(start, n, WORKING, pauses)


@given(clocks(), st.integers(1, 30))
def test_an_extension_adds_its_days_to_the_end(clock, more):
    start, n, pauses = clock
    extended = count(start, n, pauses, Extension(Budget(more), midnight(start)))
    assert extended.due_on == due_by_hand(start, n + more, WORKING, pauses)


@given(clocks(), st.integers(1, 30))
def test_an_extension_after_the_due_day_cures_nothing(clock, more):
    start, n, pauses = clock
    due = due_by_hand(start, n, WORKING, pauses)
    late = count(start, n, pauses, Extension(Budget(more), midnight(due + ONE_DAY)))
    assert late.due_on == due


@given(clocks(), lengths, lengths)
def test_touching_pauses_equal_one(clock, first, second):
    start, n, pauses = clock
    begins = start + timedelta(days=3)
    middle, ends = begins + timedelta(days=first), begins + timedelta(days=first + second)
    apart = count(start, n, [*pauses, (begins, middle), (middle, ends)])
    assert apart.due_on == count(start, n, [*pauses, (begins, ends)]).due_on


@given(clocks())
def test_a_pause_twice_is_a_pause_once_and_the_order_does_not_matter(clock):
    start, n, pauses = clock
    assert count(start, n, pauses[::-1] + pauses).due_on == count(start, n, pauses).due_on


@given(clocks(), st.integers(0, 60))
def test_a_pause_resumed_on_the_same_day_excludes_nothing(clock, offset):
    start, n, pauses = clock
    day = start + timedelta(days=offset)
    assert count(start, n, [*pauses, (day, day)]).due_on == count(start, n, pauses).due_on


@given(clocks(), lengths)
def test_a_pause_after_the_due_day_cures_nothing(clock, length):
    start, n, pauses = clock
    due = due_by_hand(start, n, WORKING, pauses)
    late = (due + ONE_DAY, due + ONE_DAY + timedelta(days=length))
    assert count(start, n, [*pauses, late]).due_on == due


@given(clocks(), st.integers(0, 120))
def test_days_used_and_left_are_those_struck_off_by_hand(clock, offset):
    start, n, pauses = clock
    due = due_by_hand(start, n, WORKING, pauses)
    day = min(start + timedelta(days=offset), due)
    counted = count(start, n, pauses)
    used = struck_off_by_hand(start, day, WORKING, pauses)
    assert counted.used(midnight(day)) == used
    assert counted.left(midnight(day)) == n - used


@given(clocks(), st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_a_day_is_the_same_day_and_no_host_zone_enters(clock, hour, minute):
    start, n, pauses = clock
    moment = midnight(start) + timedelta(hours=hour, minutes=minute)
    history = History(Policy.STATUTORY, moment.astimezone(UTC), pauses=spans(pauses))
    assert DayCount(history, Budget(n), CALENDAR).due_on == due_by_hand(start, n, WORKING, pauses)


@given(clocks(), st.integers(0, 40))
def test_an_open_pause_leaves_no_due_day_unless_it_had_passed(clock, offset):
    start, n, pauses = clock
    begins = start + timedelta(days=offset)
    due = due_by_hand(start, n, WORKING, pauses)
    history = History(
        Policy.STATUTORY, midnight(start), pauses=(*spans(pauses), Pause("x", midnight(begins)))
    )
    counted = DayCount(history, Budget(n), CALENDAR)
    assert counted.due_on == (due if due < begins else None)


@given(starts, days)
def test_approved_days_are_used_up_when_exactly_so_many_days_fell_out(begins, n):
    pause = Pause("hearing", midnight(begins), approved=Budget(n))
    until = approved_until(pause, Policy.STATUTORY, CALENDAR).date()
    assert struck_off_by_hand(begins - ONE_DAY, until - ONE_DAY, WORKING) == n
    assert WORKING(until)


@given(starts, st.integers(20, 60), st.integers(1, 10), st.integers(0, 60))
def test_a_pause_never_excludes_more_than_was_approved(start, n, approved, resumed_after):
    begins = start + timedelta(days=2)
    pause = Pause("hearing", midnight(begins), midnight(begins + timedelta(resumed_after)), Budget(approved))
    history = as_of(
        History(Policy.STATUTORY, midnight(start), pauses=(pause,)), midnight(date(2030, 1, 1)), CALENDAR
    )
    until = approved_until(pause, Policy.STATUTORY, CALENDAR).date()
    ends = min(until, begins + timedelta(resumed_after))
    assert DayCount(history, Budget(n), CALENDAR).due_on == due_by_hand(start, n, WORKING, [(begins, ends)])


@given(clocks())
def test_calendar_days_count_every_day(clock):
    start, n, pauses = clock
    counted = count_for(history_of(start, pauses), Budget(n, Unit.CALENDAR_DAY), CALENDAR)
    assert counted.due_on == due_by_hand(start, n, lambda day: True, pauses)
    assert not counted.provisional


def test_a_month_ends_on_its_own_day_or_on_the_last_of_a_shorter_month():
    def due(start, n):
        return count_for(history_of(start, []), Budget(n, Unit.MONTH), CALENDAR).due_on

    assert due(date(2026, 3, 10), 1) == date(2026, 4, 10)
    assert due(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert due(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert due(date(2026, 12, 15), 13) == date(2028, 1, 15)


def test_hours_run_from_the_moment_and_paused_days_fall_out():
    started = midnight(date(2026, 3, 6)) + timedelta(hours=15)
    history = History(Policy.STATUTORY, started, pauses=spans([(date(2026, 3, 7), date(2026, 3, 8))]))
    counted = count_for(history, Budget(24, Unit.HOUR), CALENDAR)
    assert isinstance(counted, SecondCount)
    assert counted.due_at == started + timedelta(hours=48)
    assert counted.left(started + timedelta(hours=1)) == 23


def test_a_working_day_of_the_elapsed_policy_is_24_hours_of_working_days():
    friday = datetime(2026, 3, 6, 10, tzinfo=UTC)
    counted = count_for(History(Policy.ELAPSED, friday), Budget(1), CALENDAR)
    assert counted.due_at == friday + timedelta(days=3)
    assert (counted.used(friday + timedelta(days=3)), counted.left(friday + timedelta(days=3))) == (1, 0)
    assert counted.left(friday + timedelta(days=3, seconds=1)) == -1


def test_a_limit_that_ends_with_a_friday_is_over_in_the_first_second_of_monday():
    counted = count_for(History(Policy.ELAPSED, midnight(date(2026, 3, 2))), Budget(5), CALENDAR)
    assert counted.due_on == date(2026, 3, 6)
    assert counted.boundary(">", 0) == midnight(date(2026, 3, 9)) + timedelta(seconds=1)


@given(clocks(), st.integers(1, 10**7))
def test_elapsed_pauses_are_a_union_too(clock, seconds):
    start, n, pauses = clock
    moment = midnight(start) + timedelta(seconds=seconds)
    counted = SecondCount(History(Policy.ELAPSED, midnight(start), pauses=spans(pauses)), Budget(n), CALENDAR)
    whole, rest, day = 0, 0, start
    while day <= moment.date():
        if WORKING(day) and not any(pause <= day < resume for pause, resume in pauses):
            part = min(moment, midnight(day + ONE_DAY)) - midnight(day)
            whole, rest = whole + part // ONE_DAY, rest + (part % ONE_DAY).seconds
        day += ONE_DAY
    assert counted.used(moment) == whole + (1 if rest else 0)


def count(start, n, pauses, *extensions) -> DayCount:
    history = History(Policy.STATUTORY, midnight(start), pauses=spans(pauses), extensions=extensions)
    return DayCount(history, Budget(n), CALENDAR)


def history_of(start, pauses) -> History:
    return History(Policy.STATUTORY, midnight(start), pauses=spans(pauses))


def spans(pauses):
    return tuple(Pause("x", midnight(begins), midnight(ends)) for begins, ends in pauses)
