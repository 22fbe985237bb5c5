"""Start, pause, resume, extend, stop: what the ledger takes and what it refuses."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest

from tests.contexts.clocks.conftest import SUBJECT, at, pause, resume
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import Budget, State, Unit
from yimen.contexts.clocks.models import AppendOnly, Clock, ClockEntry
from yimen.kernel.errors import Conflict, IllegalMove, InvalidValue, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import SHANGHAI, standing_at

MONDAY = date(2026, 3, 2)


def test_a_clock_says_when_it_is_due(start):
    clock = start(MONDAY)
    assert (clock.legal_due_on, clock.promised_due_on) == (date(2026, 3, 30), date(2026, 3, 11))
    assert (clock.state, clock.used_days, clock.left_days, clock.due_on) == (
        State.RUNNING,
        0,
        7,
        date(2026, 3, 11),
    )


def test_a_clock_without_a_promise_counts_to_the_legal_limit(start):
    clock = start(MONDAY, kind="completeness", legal=Budget(5), promised=None)
    assert (clock.due_on, clock.left_days) == (date(2026, 3, 9), 5)


def test_started_late_at_night_abroad_is_the_day_in_shanghai(start):
    moment = datetime(2026, 3, 1, 17, 30, tzinfo=SHANGHAI) + timedelta(hours=7)
    assert start(moment).started_on == MONDAY


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"legal": None, "promised": None}, "no_limit"),
        ({"legal": Budget(5), "promised": Budget(6)}, "promised_over_legal"),
        ({"legal": Budget(24, Unit.HOUR), "promised": None}, "moment_needed"),
    ],
)
def test_limits_that_cannot_be_are_refused(start, given, code):
    with pytest.raises(InvalidValue) as refused:
        start(MONDAY, **given)
    assert refused.value.code == code
    assert Clock.objects.count() == 0


@pytest.mark.parametrize(
    ("n", "unit"), [(-1, "working_day"), (10_001, "hour"), (5, "fortnight"), (1.5, "hour")]
)
def test_a_budget_that_cannot_be_is_refused(n, unit):
    with pytest.raises(InvalidValue):
        Budget(n, unit)


def test_an_unknown_scheme_is_refused(start):
    with pytest.raises(NotFound):
        start(MONDAY, scheme="nowhere")


def test_one_clock_of_a_kind_runs_at_a_time_unless_its_part_differs(start):
    start(MONDAY)
    with pytest.raises(Conflict):
        start(MONDAY)
    start(MONDAY, kind="step", part="fire")
    start(MONDAY, kind="step", part="health")
    assert len(clocks.clocks_of([SUBJECT])[SUBJECT]) == 3
    assert clocks.clock_of(SUBJECT, "step", "fire").part == "fire"


def test_an_open_pause_has_no_due_day(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    assert (clock.state, clock.legal_due_on, clock.promised_due_on) == (State.PAUSED, None, None)
    assert (clock.used_days, clock.left_days) == (4, 3)
    assert "因专家评审暂停计时" in clock.sentence


def test_resuming_moves_the_due_day_by_what_fell_out(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    clock = resume(clock, date(2026, 3, 13))
    assert (clock.state, clock.legal_due_on, clock.promised_due_on) == (
        State.RUNNING,
        date(2026, 4, 3),
        date(2026, 3, 17),
    )
    assert (clock.paused_days, clock.pauses[0].excluded_days, clock.pauses[0].automatic) == (4, 4, False)


def test_the_special_procedure_has_a_clock_of_its_own(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 4)
    special = clocks.clock_of(SUBJECT, "special_procedure")
    assert (special.part, special.started_on, special.due_on) == (
        "expert_review",
        date(2026, 3, 9),
        date(2026, 3, 13),
    )
    resume(clock, date(2026, 3, 12))
    assert clocks.clock_of(SUBJECT, "special_procedure").state is State.STOPPED


def test_two_grounds_at_once_exclude_their_union(start):
    clock = start(MONDAY)
    pause(clock, date(2026, 3, 9), 10, "hearing")
    pause(clock, date(2026, 3, 10), 10, "testing")
    resume(clock, date(2026, 3, 12), ground="hearing")
    with standing_at(at(date(2026, 3, 12), 12)):
        assert clocks.clock(clock.id).state is State.PAUSED
    done = resume(clock, date(2026, 3, 13), ground="testing")
    assert (done.legal_due_on, done.paused_days) == (date(2026, 4, 3), 4)


def test_the_same_ground_is_not_open_twice(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    with pytest.raises(Conflict) as refused:
        pause(clock, date(2026, 3, 10), 5, approval="2")
    assert refused.value.code == "already_paused"


def test_a_second_pause_on_one_ground_needs_a_new_approval(start):
    clock = start(MONDAY)
    pause(clock, date(2026, 3, 4), 3, approval="批准〔2026〕1号")
    resume(clock, date(2026, 3, 5))
    for approval in ("", "批准〔2026〕1号"):
        with pytest.raises(Conflict) as refused:
            pause(clock, date(2026, 3, 6), 3, approval=approval)
        assert refused.value.code == "needs_new_approval"
    again = pause(clock, date(2026, 3, 6), 3, approval="批准〔2026〕2号")
    assert (again.state, len(again.pauses)) == (State.PAUSED, 2)


def test_a_pause_after_the_due_day_is_recorded_and_cures_nothing(start):
    clock = pause(start(MONDAY), date(2026, 4, 1), 5)
    assert (clock.legal_due_on, clock.promised_due_on) == (date(2026, 3, 30), date(2026, 3, 11))
    clock = resume(clock, date(2026, 4, 3))
    assert (clock.legal_due_on, len(clock.pauses), clock.pauses[0].excluded_days) == (date(2026, 3, 30), 1, 0)
    assert clock.overdue


def test_a_pause_after_the_promise_keeps_only_the_legal_limit_open(start):
    clock = pause(start(MONDAY), date(2026, 3, 16), 5)
    assert (clock.promised_due_on, clock.legal_due_on) == (date(2026, 3, 11), None)


def test_pause_and_resume_on_days_off_are_allowed(start):
    clock = pause(start(MONDAY), date(2026, 3, 14), 5)
    assert resume(clock, date(2026, 3, 15)).legal_due_on == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ground": " "}, "no_ground"),
        ({"approver": ""}, "no_approver"),
        ({"approved_days": 0}, "no_approved_days"),
        ({"on": date(2026, 3, 11)}, "future_day"),
        ({"on": date(2026, 3, 1)}, "before_start"),
    ],
)
def test_a_pause_that_cannot_be_is_refused_and_leaves_nothing(start, given, code):
    clock = start(MONDAY)
    facts = {"ground": "hearing", "on": MONDAY, "approved_days": 5, "approver": "head", "actor": "b"}
    with standing_at(at(date(2026, 3, 10))), pytest.raises(InvalidValue) as refused:
        clocks.pause(clock.id, **{**facts, **given})
    assert refused.value.code == code
    assert ClockEntry.objects.count() == 1


def test_resuming_what_is_not_paused_or_before_the_pause_is_refused(start):
    clock = start(MONDAY)
    with pytest.raises(Conflict):
        resume(clock, date(2026, 3, 4))
    pause(clock, date(2026, 3, 9), 5)
    with standing_at(at(date(2026, 3, 10))), pytest.raises(InvalidValue) as refused:
        clocks.resume(clock.id, date(2026, 3, 6), "b")
    assert refused.value.code == "before_pause"


def test_an_extension_adds_to_both_limits_once(start):
    clock = start(MONDAY)
    with standing_at(at(date(2026, 3, 10))):
        extended = clocks.extend(clock.id, 10, "head", "b", date(2026, 3, 10))
        with pytest.raises(IllegalMove) as refused:
            clocks.extend(clock.id, 10, "head", "b", date(2026, 3, 10))
    assert refused.value.code == "already_extended"
    assert (extended.legal_due_on, extended.promised_due_on, extended.extended_days) == (
        date(2026, 4, 14),
        date(2026, 3, 25),
        10,
    )


def test_an_extension_does_not_cure_a_broken_promise(start):
    clock = start(MONDAY)
    with standing_at(at(date(2026, 3, 20))):
        extended = clocks.extend(clock.id, 10, "head", "b", date(2026, 3, 20))
    assert (extended.legal_due_on, extended.promised_due_on) == (date(2026, 4, 14), date(2026, 3, 11))


def test_after_the_last_day_nothing_is_extended(start):
    clock = start(MONDAY)
    with standing_at(at(date(2026, 3, 31))), pytest.raises(IllegalMove) as refused:
        clocks.extend(clock.id, 10, "head", "b")
    assert refused.value.code == "already_over"


def test_a_stopped_clock_takes_no_more_acts(start):
    clock = start(MONDAY)
    with standing_at(at(date(2026, 3, 10))):
        stopped = clocks.stop(clock.id, date(2026, 3, 10), "b", "decide")
        for act in (
            lambda: clocks.stop(clock.id, MONDAY, "b", "again"),
            lambda: clocks.extend(clock.id, 1, "head", "b"),
            lambda: clocks.resume(clock.id, MONDAY, "b"),
        ):
            with pytest.raises(IllegalMove):
                act()
    assert (stopped.state, stopped.stopped_on, stopped.used_days, stopped.next_alarm_at) == (
        State.STOPPED,
        date(2026, 3, 10),
        6,
        None,
    )


def test_stopping_a_paused_clock_stops_its_special_procedure(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    with standing_at(at(date(2026, 3, 11))):
        clocks.stop(clock.id, date(2026, 3, 11), "b", "withdraw")
        assert {one.state for one in clocks.clocks_of([SUBJECT])[SUBJECT]} == {State.STOPPED}


def test_a_stopped_clock_makes_room_for_the_next_of_its_kind(start):
    first = start(MONDAY, kind="completeness", legal=Budget(5), promised=None)
    with standing_at(at(date(2026, 3, 4))):
        clocks.stop(first.id, date(2026, 3, 4), "b", "ask_correction")
    second = start(date(2026, 3, 9), kind="completeness", legal=Budget(5), promised=None)
    with standing_at(at(date(2026, 3, 9))):
        assert clocks.clock_of(SUBJECT, "completeness").id == second.id


def test_an_unknown_clock_is_not_found(db):
    with pytest.raises(NotFound):
        clocks.clock(uuid.uuid4())
    with pytest.raises(NotFound):
        clocks.stop(uuid.uuid4(), MONDAY, "b", "x")
    assert clocks.clock_of("case:none", "case") is None


def test_ledger_rows_are_never_changed_or_removed(start):
    start(MONDAY)
    entry = ClockEntry.objects.get()
    for attempt in (entry.save, entry.delete, ClockEntry.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(AppendOnly):
        ClockEntry.objects.update(reason="x")


def test_every_act_is_journalled_with_when_it_took_effect(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 10)
    resume(clock, date(2026, 3, 13))
    entries = journal.entries_of(f"clock:{clock.id}")
    assert [entry.act for entry in entries] == ["clock.start", "clock.pause", "clock.resume"]
    assert entries[1].effective_at == datetime(2026, 3, 9, tzinfo=SHANGHAI)
    assert entries[1].facts["approver"] == "head"


def test_a_late_report_is_effective_on_its_day_and_recorded_today(start):
    clock = start(MONDAY)
    with standing_at(at(date(2026, 3, 20), 15)):
        clocks.pause(
            clock.id, ground="testing", on=date(2026, 3, 9), approved_days=5, approver="h", actor="b"
        )
        clocks.resume(clock.id, date(2026, 3, 12), "b")
    entry = ClockEntry.objects.get(clock=clock.id, act="pause")
    assert entry.effective_at == datetime(2026, 3, 9, tzinfo=SHANGHAI)
    assert entry.recorded_at == datetime(2026, 3, 20, 15, tzinfo=SHANGHAI)


def test_two_writers_of_one_clock_do_not_overwrite_each_other(start):
    from yimen.contexts.clocks.services.ledger import derive, store

    clock = start(MONDAY)
    mine, theirs = Clock.objects.get(pk=clock.id), Clock.objects.get(pk=clock.id)
    store(mine, derive(mine), "shipped")
    with pytest.raises(Conflict):
        store(theirs, derive(theirs), "shipped")
