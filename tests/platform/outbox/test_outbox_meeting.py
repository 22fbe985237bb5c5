"""Several relays and several acts at once, with real commits, on both databases."""

import time
from collections import defaultdict

import pytest
from django.db import transaction

from tests.platform.two_databases import together
from yimen.platform.numbering.api import next_in
from yimen.platform.outbox import api as outbox


def say(label, subject):
    return outbox.publish("rehearsal.submitted", subject, {"label": label})


def relay_until_quiet():
    delivered = 0
    while report := outbox.relay(limit=7).delivered:
        delivered += report
    return delivered


def test_relays_at_once_deliver_everything_once_and_in_order(committed, listen):
    ears = [listen("cases.a"), listen("cases.b")]
    for number in range(12):
        for subject in range(4):
            say(f"{subject}:{number}", f"case:{subject}")

    delivered = together(*[relay_until_quiet] * 4)
    delivered.append(relay_until_quiet())

    assert sum(delivered) == 2 * 48
    for ear in ears:
        heard = defaultdict(list)
        for event in ear.heard:
            heard[event.subject].append(event.number)
        assert heard == {f"case:{subject}": list(range(1, 13)) for subject in range(4)}


def test_a_second_relay_passes_by_what_the_first_has_in_hand(committed, subscribe):
    ran = []

    @subscribe("rehearsal.submitted", "cases.slow")
    def slow(event):
        ran.append(event.number)
        time.sleep(0.4)

    say("a", "case:1")

    def later():
        time.sleep(0.1)
        return outbox.relay()

    first, second = together(outbox.relay, later)

    assert ran == [1]
    assert (first.delivered, second.delivered) == (1, 0)


def test_the_mark_and_the_work_of_a_handler_are_committed_together(committed, subscribe):
    @subscribe("rehearsal.submitted", "cases.a")
    def work(event):
        next_in("work")
        if event.body["label"] == "bad":
            raise RuntimeError("after the work")

    say("bad", "case:1")
    say("good", "case:2")

    assert outbox.relay() == outbox.RelayReport(delivered=1, failed=1)
    assert next_in("work") == 2


def test_a_handler_that_breaks_the_transaction_is_a_failure_like_any_other(committed, subscribe):
    @subscribe("rehearsal.submitted", "cases.a")
    def twice_the_same(event):
        outbox.publish("other", "case:9", {})
        transaction.get_connection().cursor().execute("SELECT * FROM no_such_table")

    say("a", "case:1")

    assert outbox.relay() == outbox.RelayReport(failed=1)


def test_a_callback_that_fails_after_the_commit_does_not_bring_the_event_back(committed, subscribe):
    ran = []

    @subscribe("rehearsal.submitted", "cases.a")
    def work(event):
        ran.append(event.number)
        transaction.on_commit(lambda: 1 / 0)

    say("a", "case:1")
    outbox.relay()

    assert outbox.relay().attempts == 0
    assert ran == [1]


def test_acts_on_one_subject_at_once_are_heard_in_the_order_of_their_commits(committed, listen):
    ear = listen("cases.a")

    def first():
        with transaction.atomic():
            say("first", "case:1")
            time.sleep(0.4)

    def second():
        time.sleep(0.1)
        say("second", "case:1")

    def impatient():
        for _ in range(8):
            outbox.relay()
            time.sleep(0.1)

    results = together(first, second, impatient)
    outbox.relay()

    assert not any(isinstance(result, Exception) for result in results)
    assert ear.labels == ["first", "second"]


@pytest.mark.parametrize("acts", [4])
def test_publishers_at_once_number_their_subject_without_gaps(committed, listen, acts):
    ear = listen("cases.a")

    together(*[lambda: [say("x", "case:1") for _ in range(8)]] * acts)
    outbox.relay()

    assert [event.number for event in ear.heard] == list(range(1, 8 * acts + 1))
