"""Numbers of a series: 1, 2, 3, ... without gaps and never twice."""

import time

import pytest
from django.db import transaction

from tests.platform.two_databases import failing_act, together
from yimen.platform.numbering.api import next_in


@pytest.mark.django_db
def test_a_series_counts_from_one():
    assert [next_in("receipts:2026-03-16") for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_each_series_counts_for_itself():
    next_in("receipts:2026-03-16")

    assert next_in("receipts:2026-03-17") == 1


@pytest.mark.django_db
def test_a_rolled_back_act_gives_its_number_back():
    next_in("receipts")

    with pytest.raises(ZeroDivisionError):
        failing_act(lambda: next_in("receipts"))

    assert next_in("receipts") == 2


def test_many_takers_at_once_get_every_number_once(committed):
    def take_ten():
        return [next_in("receipts") for _ in range(10)]

    taken = together(*[take_ten] * 6)

    assert sorted(number for numbers in taken for number in numbers) == list(range(1, 61))


def test_takers_wait_for_an_act_that_may_still_roll_back(committed):
    def slow_act_that_fails():
        with transaction.atomic():
            next_in("receipts")
            time.sleep(0.3)
            raise ZeroDivisionError

    def quick_act():
        time.sleep(0.1)
        with transaction.atomic():
            return next_in("receipts")

    failed, number = together(slow_act_that_fails, quick_act)

    assert isinstance(failed, ZeroDivisionError)
    assert number == 1
    assert next_in("receipts") == 2
