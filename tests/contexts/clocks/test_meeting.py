"""Several workers and several writers at once, with real commits, on both databases."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import connection

from tests.platform.two_databases import committed, together
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import Budget, ClockData, State, SweepReport
from yimen.contexts.clocks.models import Alarm, ClockEntry
from yimen.kernel.errors import Conflict, IllegalMove
from yimen.platform.wallclock import SHANGHAI

__all__ = ["committed"]

MONDAY = date(2026, 3, 2)


@pytest.fixture
def meeting(committed: str) -> str:
    with connection.schema_editor() as editor:
        for label in ("regions", "clocks"):
            for model in apps.get_app_config(label).get_models():
                editor.create_model(model)
    return committed


def begin(subject: str = "case:1") -> ClockData:
    return clocks.start(
        subject=subject, kind="case", legal=Budget(20), promised=Budget(7), started_on=MONDAY, actor="a"
    )


def test_sweeps_at_once_give_every_card_once(meeting):
    for n in range(6):
        begin(f"case:{n}")
    moment = datetime(2026, 3, 12, 0, 1, tzinfo=SHANGHAI)

    def sweep() -> SweepReport:
        return clocks.sweep(moment)

    reports = [*together(*[sweep] * 4), sweep()]
    assert all(isinstance(report, SweepReport) for report in reports), reports
    assert sum(report.alarms for report in reports) == 6 * 3
    assert Alarm.objects.count() == 6 * 3


def test_of_two_starts_at_once_one_is_refused(meeting):
    results = together(*[begin] * 3)
    started = [result for result in results if isinstance(result, ClockData)]
    assert len(started) == 1, results
    assert all(isinstance(result, Conflict) for result in results if result not in started), results


def test_of_two_extensions_at_once_one_is_refused(meeting):
    clock = begin()

    def extend() -> ClockData:
        return clocks.extend(clock.id, 10, "head", "b", date(2026, 3, 10))

    results = together(*[extend] * 3)
    assert sum(isinstance(result, ClockData) for result in results) == 1, results
    assert sum(isinstance(result, IllegalMove | Conflict) for result in results) == 2, results
    assert ClockEntry.objects.filter(act="extend").count() == 1


def test_stopping_while_the_sweep_runs_leaves_a_sound_ledger(meeting):
    clock = begin()
    moment = datetime(2026, 3, 12, 0, 1, tzinfo=SHANGHAI)
    together(lambda: clocks.sweep(moment), lambda: clocks.stop(clock.id, date(2026, 3, 12), "b", "decide"))
    positions = list(ClockEntry.objects.values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    assert clocks.clock(clock.id).state is State.STOPPED
