"""An event reaches every subscriber, in the order of its subject, with the act or not at all."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.platform.two_databases import failing_act
from yimen.platform.outbox import api as outbox
from yimen.platform.outbox.models import Delivery, Event
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 16, 12, 0)


def say(label, subject="case:1", type="rehearsal.submitted"):
    return outbox.publish(type, subject, {"label": label})


def test_a_subscriber_hears_what_was_published(listen):
    ear = listen("cases.open_clock")
    with standing_at(NOON):
        published = outbox.publish("rehearsal.submitted", "case:1", {"label": "a", "份数": 2})

    assert outbox.relay() == outbox.RelayReport(delivered=1)
    assert ear.heard == [published]
    assert published.body == {"label": "a", "份数": 2}
    assert published.published_at == datetime(2026, 3, 16, 4, 0, tzinfo=UTC)


def test_every_subscriber_of_the_type_hears_it_and_nobody_else(listen):
    first, second = listen("cases.a"), listen("notify.b")
    other = listen("licences.c", "rehearsal.decided")
    say("a")

    outbox.relay()

    assert first.labels == second.labels == ["a"]
    assert other.labels == []


def test_an_event_is_delivered_once(listen):
    ear = listen("cases.a")
    say("a")

    outbox.relay()

    assert outbox.relay() == outbox.RelayReport()
    assert ear.labels == ["a"]


def test_an_event_nobody_hears_is_kept(listen):
    say("a")

    assert outbox.relay().attempts == 0
    assert Event.objects.count() == 1


def test_one_subject_is_heard_in_its_order_over_all_types(listen):
    ear = listen("cases.a", "rehearsal.submitted", "rehearsal.decided")
    say("1")
    say("2", type="rehearsal.decided")
    say("3")

    outbox.relay()

    assert ear.labels == ["1", "2", "3"]
    assert [event.number for event in ear.heard] == [1, 2, 3]


def test_a_rolled_back_act_leaves_no_event(listen):
    ear = listen("cases.a")
    with pytest.raises(ZeroDivisionError):
        failing_act(lambda: say("lost"))
    kept = say("kept")

    outbox.relay()

    assert ear.labels == ["kept"]
    assert kept.number == 1
    assert Delivery.objects.count() == 1


def test_what_a_handler_publishes_is_delivered_in_the_same_run(listen, subscribe):
    ear = listen("cases.b", "rehearsal.decided")

    @subscribe("rehearsal.submitted", "cases.a")
    def decide(event):
        say("follows", type="rehearsal.decided")

    say("first")

    assert outbox.relay().delivered == 2
    assert ear.labels == ["follows"]


def test_the_limit_is_kept(listen):
    ear = listen("cases.a")
    for number in range(5):
        say(str(number))

    assert outbox.relay(limit=3).delivered == 3
    assert ear.labels == ["0", "1", "2"]


def test_the_work_of_a_failed_handler_is_undone(listen, subscribe):
    listen("cases.b", "rehearsal.other")

    @subscribe("rehearsal.submitted", "cases.a")
    def half_done(event):
        say("never", type="rehearsal.other")
        raise RuntimeError("in the middle")

    say("first")

    assert outbox.relay() == outbox.RelayReport(failed=1)
    assert Event.objects.filter(type="rehearsal.other").count() == 0


def test_a_failed_delivery_is_tried_again_after_a_while_and_longer_each_time(listen):
    ear = listen("cases.a")
    ear.failing.add("a")
    moment = NOON
    with standing_at(moment):
        say("a")
        assert outbox.relay().failed == 1
        assert outbox.relay().attempts == 0
    with standing_at(moment + timedelta(seconds=4)):
        assert outbox.relay().attempts == 0
    with standing_at(moment + timedelta(seconds=5)):
        assert outbox.relay().failed == 1
    with standing_at(moment + timedelta(seconds=34)):
        assert outbox.relay().attempts == 0
    ear.failing.clear()
    with standing_at(moment + timedelta(seconds=35)):
        assert outbox.relay().delivered == 1
    assert ear.labels == ["a"]


def test_later_events_of_the_subject_wait_behind_a_failed_one(listen):
    ear = listen("cases.a")
    ear.failing.add("1")
    with standing_at(NOON):
        say("1")
        say("2")
        say("x", subject="case:2")
        outbox.relay()
        assert ear.labels == ["x"]
    ear.failing.clear()
    with standing_at(NOON + timedelta(minutes=1)):
        outbox.relay()

    assert ear.labels == ["x", "1", "2"]


def test_a_failing_subscriber_does_not_hold_up_another(listen):
    bad, good = listen("cases.a"), listen("cases.b")
    bad.failing.update("12")
    say("1")
    say("2")

    outbox.relay()

    assert good.labels == ["1", "2"]


def test_an_event_published_in_a_rehearsed_future_is_not_held_back(listen):
    ear = listen("cases.a")
    with standing_at(datetime(2036, 1, 1)):
        say("a")

    outbox.relay()

    assert ear.labels == ["a"]


def test_bodies_may_hold_days_and_ids(listen):
    ear = listen("cases.a")
    outbox.publish(
        "rehearsal.submitted", "case:1", {"label": "a", "day": date(2026, 3, 16), "id": UUID(int=1)}
    )

    outbox.relay()

    assert ear.heard[0].body["day"] == "2026-03-16"
    assert ear.heard[0].body["id"] == str(UUID(int=1))


def test_two_subscribers_cannot_have_one_name(listen):
    listen("cases.a")

    with pytest.raises(RuntimeError, match=r"cases\.a"):
        listen("cases.a")


def test_publishing_asks_four_things_of_the_database(listen, django_assert_num_queries):
    listen("cases.a")
    listen("cases.b")
    say("first")

    with django_assert_num_queries(4):
        say("second")


def test_a_relay_does_not_ask_more_of_the_database_when_more_is_done(listen, django_assert_max_num_queries):
    listen("cases.a")
    for number in range(30):
        say(str(number), subject=f"case:{number}")

    with django_assert_max_num_queries(4 * 30 + 4):
        outbox.relay()
