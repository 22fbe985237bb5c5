"""Alarms: each card once, approved days used up, the calendar that changes, projections that can be rebuilt."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.contexts.clocks.conftest import SUBJECT, at, pause, resume, sweep
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import Budget, Colour, Policy, State, Unit
from yimen.contexts.clocks.models import Alarm, Clock
from yimen.contexts.regions import api as regions
from yimen.platform.journal import api as journal
from yimen.platform.outbox import api as outbox
from yimen.platform.wallclock import SHANGHAI, standing_at

MONDAY = date(2026, 3, 2)
PROMISED = date(2026, 3, 11)
LEGAL = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("day", "colour"),
    [
        (date(2026, 3, 8), Colour.NONE),
        (date(2026, 3, 9), Colour.WARNING),
        (date(2026, 3, 10), Colour.YELLOW),
        (PROMISED, Colour.YELLOW),
        (date(2026, 3, 12), Colour.RED),
        (LEGAL, Colour.RED),
        (date(2026, 3, 31), Colour.SECOND_RED),
    ],
)
def test_the_colour_follows_the_default_scheme(start, day, colour):
    clock = start(MONDAY)
    assert clocks.clock(clock.id, day).colour is colour


def test_a_limit_over_on_a_friday_is_red_on_saturday(start):
    clock = start(MONDAY, promised=Budget(4))
    assert clock.promised_due_on == date(2026, 3, 6)
    saturday = clocks.clock(clock.id, date(2026, 3, 7))
    assert (saturday.colour, saturday.left_days, saturday.overdue) == (Colour.RED, -1, True)


def test_a_limit_of_one_day_is_yellow_from_the_start_and_never_only_a_warning(start, heard):
    start(MONDAY, kind="forwarding", legal=Budget(1), promised=None)
    sweep(MONDAY, 9)
    assert [event.body["card"] for event in heard] == ["yellow"]


def test_each_card_is_given_once_whatever_number_of_sweeps(start, heard):
    clock = start(MONDAY)
    for day in (9, 9, 10, 11, 12, 12, 30, 31, 31):
        sweep(date(2026, 3, day))
        sweep(date(2026, 3, day), 12)
    assert [event.body["card"] for event in heard] == ["warning", "yellow", "red", "second_red"]
    assert {event.body["clock_id"] for event in heard} == {str(clock.id)}
    assert heard[0].subject == SUBJECT
    assert heard[0].body["kind"] == "case"
    assert Clock.objects.get().next_alarm_at is None


def test_a_worker_that_was_away_gives_what_was_missed_with_the_time_it_fell_due(start, heard):
    start(MONDAY)
    report = sweep(date(2026, 5, 1))
    assert report.alarms == 4
    red = Alarm.objects.get(card="red")
    assert red.at == datetime(2026, 3, 12, tzinfo=SHANGHAI)


def test_a_sweep_looks_only_at_what_is_due(start, django_assert_max_num_queries):
    for n in range(5):
        start(MONDAY, subject=f"case:{n}")
    with standing_at(at(date(2026, 3, 3))), django_assert_max_num_queries(1):
        assert clocks.sweep().looked_at == 0


def test_due_alarms_are_told_before_they_are_given(start):
    clock = start(MONDAY)
    with standing_at(at(date(2026, 3, 10), 1)):
        told = [(alarm.clock_id, alarm.card, alarm.rule) for alarm in clocks.due_alarms()]
    assert told == [(clock.id, "warning", "default/warning"), (clock.id, "yellow", "default/yellow")]
    sweep(date(2026, 3, 10))
    with standing_at(at(date(2026, 3, 10), 1)):
        assert clocks.due_alarms() == []


def test_a_card_given_is_not_given_again_after_an_extension(start, heard):
    clock = start(MONDAY)
    sweep(date(2026, 3, 10))
    with standing_at(at(date(2026, 3, 10), 10)):
        extended = clocks.extend(clock.id, 10, "head", "b")
    assert extended.colour is Colour.NONE
    sweep(date(2026, 3, 24))
    assert [event.body["card"] for event in heard] == ["warning", "yellow"]


def test_a_paused_clock_raises_nothing_but_keeps_what_was_exceeded(start):
    clock = start(MONDAY)
    pause(clock, PROMISED, 20)
    sweep(date(2026, 3, 20))
    assert Alarm.objects.filter(clock=clock.id, card="red").count() == 0
    assert clocks.clock(clock.id, date(2026, 3, 20)).colour is Colour.NONE


def test_approved_days_used_up_the_clock_goes_on_by_itself_and_the_special_clock_is_red(start, heard):
    clock = pause(start(MONDAY), date(2026, 3, 9), 4)
    sweep(date(2026, 3, 13), 23)
    assert clocks.clock(clock.id, date(2026, 3, 13)).state is State.PAUSED
    report = sweep(date(2026, 3, 14))
    assert report.resumed == 1
    after = clocks.clock(clock.id, date(2026, 3, 14))
    assert (after.state, after.legal_due_on, after.paused_days) == (State.RUNNING, date(2026, 4, 3), 4)
    assert after.pauses[0].automatic
    special = clocks.clock_of(SUBJECT, "special_procedure", on=date(2026, 3, 14))
    assert (special.state, special.colour) == (State.RUNNING, Colour.RED)
    resumed = [event.body for event in heard if event.type == "clock.resumed"]
    assert [(body["on"], body["automatic"], body["ground"]) for body in resumed] == [
        ("2026-03-13", True, "expert_review")
    ]
    red = [event.body for event in heard if event.body.get("card") == "red"]
    assert [(body["kind"], body["part"]) for body in red] == [("special_procedure", "expert_review")]


def test_the_clock_goes_on_even_where_no_worker_runs(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 4)
    later = clocks.clock(clock.id, date(2026, 3, 16))
    assert (later.state, later.legal_due_on) == (State.RUNNING, date(2026, 4, 3))


def test_resuming_late_excludes_no_more_than_was_approved(start, heard):
    clock = pause(start(MONDAY), date(2026, 3, 9), 4)
    after = resume(clock, date(2026, 3, 20))
    assert (after.legal_due_on, after.paused_days) == (date(2026, 4, 3), 4)
    special = clocks.clock_of(SUBJECT, "special_procedure", on=date(2026, 3, 20))
    assert (special.state, special.colour) == (State.STOPPED, Colour.RED)


def test_ending_the_procedure_after_the_clock_went_on_stops_its_own_clock(start):
    clock = pause(start(MONDAY), date(2026, 3, 9), 4)
    sweep(date(2026, 3, 14))
    resume(clock, date(2026, 3, 17))
    assert clocks.clock_of(SUBJECT, "special_procedure", on=date(2026, 3, 17)).state is State.STOPPED


def test_approved_days_of_a_pause_on_a_day_off_begin_with_the_next_working_day(start):
    clock = pause(start(MONDAY), date(2026, 3, 7), 4)
    special = clocks.clock_of(SUBJECT, "special_procedure", on=date(2026, 3, 7))
    assert (special.started_on, special.due_on) == (date(2026, 3, 9), date(2026, 3, 13))
    sweep(date(2026, 3, 14))
    assert clocks.clock(clock.id, date(2026, 3, 14)).legal_due_on == date(2026, 4, 3)


def test_an_elapsed_clock_alarms_to_the_second(start, heard):
    begun = datetime(2018, 10, 15, 10, tzinfo=SHANGHAI)
    start(begun, policy=Policy.ELAPSED, scheme="elapsed-hunan", promised=Budget(7), legal=Budget(10))
    for moment, cards in (
        (datetime(2018, 10, 19, 10, tzinfo=SHANGHAI), []),
        (datetime(2018, 10, 19, 10, 0, 1, tzinfo=SHANGHAI), ["warning"]),
        (datetime(2018, 10, 29, 10, 0, 1, tzinfo=SHANGHAI), ["warning", "yellow", "red"]),
    ):
        with standing_at(moment):
            clocks.sweep()
            outbox.relay()
        assert [event.body["card"] for event in heard] == cards


def test_the_applicants_calendar_days_are_counted_as_such(start):
    clock = start(date(2026, 2, 10), kind="correction", legal=Budget(10, Unit.CALENDAR_DAY), promised=None)
    assert clock.due_on == date(2026, 2, 20)
    assert clocks.clock(clock.id, date(2026, 2, 21)).overdue


def test_a_new_calendar_moves_the_due_day_and_the_change_is_told(start, heard):
    clock = start(date(2026, 12, 25), promised=Budget(10))
    assert (clock.promised_due_on, clock.provisional) == (date(2027, 1, 11), True)
    days = {date(2027, 1, 1): False, date(2027, 1, 4): False, date(2027, 1, 9): True}
    with standing_at(at(date(2026, 12, 26))):
        regions.add_calendar_edition(2027, days, "国务院办公厅通知（测试用）", "test")
        outbox.relay()
        row = Clock.objects.get()
        assert (row.promised_due_on, row.provisional) == (date(2027, 1, 11), False)
        days[date(2027, 1, 9)] = False
        regions.add_calendar_edition(2027, days, "更正（测试用）", "test")
        outbox.relay()
    row.refresh_from_db()
    assert row.promised_due_on == date(2027, 1, 12)
    changed = [event.body for event in heard if event.type == "clock.due_changed"]
    assert changed[-1]["promised"] == ["2027-01-11", "2027-01-12"]
    assert "clock.reprojected" in {entry.act for entry in journal.entries_of(f"clock:{clock.id}")}
    assert row.calendar_version == regions.calendar_version()


def test_a_stopped_clock_is_not_counted_again(start):
    clock = start(date(2026, 12, 25))
    with standing_at(at(date(2026, 12, 28))):
        clocks.stop(clock.id, date(2026, 12, 28), "b", "decide")
        regions.add_calendar_edition(2027, {date(2027, 1, 4): False}, "通知（测试用）", "test")
        assert clocks.reproject().checked == 0


def test_a_projection_that_was_tampered_with_is_found_and_rebuilt(start):
    clock = start(MONDAY)
    start(MONDAY, subject="case:2")
    assert clocks.check_projections().differing == ()
    Clock.objects.filter(pk=clock.id).update(legal_due_on=date(2026, 12, 31))
    assert clocks.check_projections().differing == (clock.id,)
    clocks.rebuild_projection(clock.id)
    assert clocks.check_projections().differing == ()
    assert Clock.objects.get(pk=clock.id).legal_due_on == LEGAL


def test_stored_projections_equal_rebuilt_ones_after_every_act(start):
    clock = start(MONDAY)
    pause(clock, date(2026, 3, 4), 3)
    assert clocks.check_projections().differing == ()
    resume(clock, date(2026, 3, 6))
    sweep(date(2026, 3, 12))
    assert clocks.check_projections().differing == ()


def test_a_broken_clock_does_not_keep_the_others_from_their_alarms(start, heard, caplog):
    broken = start(MONDAY)
    Clock.objects.filter(pk=broken.id).update(scheme="gone")
    start(MONDAY, subject="case:2")
    assert sweep(date(2026, 3, 9)).alarms == 1
    assert str(broken.id) in caplog.text


def test_lists_take_three_queries_however_many_clocks(start, django_assert_num_queries):
    subjects = [f"case:{n}" for n in range(12)]
    for subject in subjects:
        pause(start(MONDAY, subject=subject), date(2026, 3, 9), 4)
    with django_assert_num_queries(3):
        found = clocks.clocks_of([*subjects, "case:none"], on=date(2026, 3, 10))
    assert {len(found[subject]) for subject in subjects} == {2}
    assert found["case:none"] == []


def test_the_past_is_shown_as_it_was_known(start):
    clock = start(MONDAY)
    pause(clock, date(2026, 3, 9), 10)
    resume(clock, date(2026, 3, 13))
    before = clocks.clock(clock.id, date(2026, 3, 6))
    during = clocks.clock(clock.id, date(2026, 3, 10))
    assert (before.state, before.promised_due_on, before.pauses) == (State.RUNNING, PROMISED, ())
    assert (during.state, during.promised_due_on) == (State.PAUSED, None)


def test_the_job_and_the_subscriber_are_known_to_the_platform():
    from yimen.platform.jobs.registry import periodic_jobs
    from yimen.platform.outbox.registry import subscribers_of

    assert {"clocks.sweep", "clocks.check_projections"} <= {job.name for job in periodic_jobs()}
    assert "clocks.count_again" in subscribers_of("calendar.changed")


def test_a_minute_late_is_seen_by_the_next_sweep(start, heard):
    start(MONDAY)
    moment = Clock.objects.get().next_alarm_at
    with standing_at(moment - timedelta(seconds=1)):
        assert clocks.sweep().alarms == 0
    with standing_at(moment):
        assert clocks.sweep().alarms == 1
