"""A delivery that fails too often waits for a person; only its own subject and subscriber wait with it."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from yimen.kernel.errors import Conflict, InvalidInput, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.outbox import api as outbox
from yimen.platform.outbox import registry
from yimen.platform.outbox.services.relay_events import BACK_OFF
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 16, 12, 0)


def say(label, subject="case:1", type="rehearsal.submitted"):
    return outbox.publish(type, subject, {"label": label})


def try_until_dead():
    """Relay at every moment at which a retry is due; return the last report."""
    moment, report = NOON, outbox.RelayReport()
    for pause in (timedelta(), *BACK_OFF):
        moment += pause
        with standing_at(moment):
            report = outbox.relay()
    return report


@pytest.fixture
def ear(listen):
    ear = listen("cases.a")
    ear.failing.add("bad")
    return ear


def test_a_delivery_dies_after_its_last_retry(ear):
    say("bad")

    assert try_until_dead() == outbox.RelayReport(dead=1)

    (letter,) = outbox.dead_letters()
    assert letter.attempts == len(BACK_OFF) + 1
    assert (letter.subscriber, letter.event.subject) == ("cases.a", "case:1")
    assert letter.error == "RuntimeError: cannot take bad"
    with standing_at(NOON + timedelta(days=30)):
        assert outbox.relay().attempts == 0


def test_a_dead_letter_blocks_only_its_subject_and_its_subscriber(ear, listen):
    other_ear = listen("cases.b")
    say("bad")
    say("behind")
    say("elsewhere", subject="case:2")

    try_until_dead()

    assert ear.labels == ["elsewhere"]
    assert sorted(other_ear.labels) == ["bad", "behind", "elsewhere"]
    (letter,) = outbox.dead_letters()
    assert letter.blocked == 1


def test_replay_delivers_it_and_what_waited_behind_it_in_order(ear):
    say("bad")
    say("behind")
    try_until_dead()
    ear.failing.clear()
    (letter,) = outbox.dead_letters()

    outbox.replay(letter.delivery_id, "account:1")

    assert outbox.relay().delivered == 2
    assert ear.labels == ["bad", "behind"]
    assert outbox.dead_letters() == []


def test_a_replayed_delivery_that_fails_again_has_all_its_tries_again(ear):
    say("bad")
    try_until_dead()
    outbox.replay(outbox.dead_letters()[0].delivery_id, "account:1")

    assert try_until_dead() == outbox.RelayReport(dead=1)
    assert outbox.dead_letters()[0].attempts == len(BACK_OFF) + 1


def test_discarding_lets_what_waited_go_on(ear):
    say("bad")
    say("behind")
    try_until_dead()
    (letter,) = outbox.dead_letters()

    outbox.discard(letter.delivery_id, "account:1", "该事件已由人工处理")

    outbox.relay()
    assert ear.labels == ["behind"]
    assert outbox.dead_letters() == []


def test_who_settled_a_letter_and_why_is_journalled(ear):
    say("bad")
    try_until_dead()
    (letter,) = outbox.dead_letters()
    outbox.discard(letter.delivery_id, "account:1", " 已由人工处理 ")

    (entry,) = journal.entries_of(f"delivery:{letter.delivery_id}")
    assert (entry.act, entry.actor) == ("delivery.discarded", "account:1")
    assert entry.facts["reason"] == "已由人工处理"


def test_discarding_needs_a_reason(ear):
    say("bad")
    try_until_dead()

    with pytest.raises(InvalidInput) as refused:
        outbox.discard(outbox.dead_letters()[0].delivery_id, "account:1", "  ")
    assert "reason" in refused.value.errors
    assert len(outbox.dead_letters()) == 1


def test_a_letter_is_settled_once(ear):
    say("bad")
    try_until_dead()
    (letter,) = outbox.dead_letters()
    outbox.replay(letter.delivery_id, "account:1")

    with pytest.raises(Conflict):
        outbox.replay(letter.delivery_id, "account:2")
    with pytest.raises(Conflict):
        outbox.discard(letter.delivery_id, "account:2", "重复")


def test_a_delivery_that_does_not_exist_cannot_be_settled():
    with pytest.raises(NotFound):
        outbox.replay(UUID(int=1), "account:1")


def test_a_delivery_whose_subscriber_is_gone_ends_before_a_person(ear):
    say("good")
    registry.unsubscribe("rehearsal.submitted", name="cases.a")

    try_until_dead()

    assert "NoSubscriber" in outbox.dead_letters()[0].error


def test_the_longest_waiting_letter_comes_first(ear, listen):
    with standing_at(NOON - timedelta(days=1)):
        say("bad", subject="case:2")
    try_until_dead()
    say("bad", subject="case:1")
    with standing_at(NOON + timedelta(days=2)):
        outbox.relay()
    moment = NOON + timedelta(days=2)
    for pause in BACK_OFF:
        moment += pause
        with standing_at(moment):
            outbox.relay()

    assert [letter.event.subject for letter in outbox.dead_letters()] == ["case:2", "case:1"]
