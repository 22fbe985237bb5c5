"""Lay an edition of a year's working days over the shipped table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from yimen.contexts.regions.data import EditionData
from yimen.contexts.regions.models import CalendarDay, CalendarEdition
from yimen.contexts.regions.selectors import calendar_editions, calendar_version
from yimen.kernel.errors import InvalidValue
from yimen.platform.journal import api as journal
from yimen.platform.numbering.api import next_in
from yimen.platform.outbox import api as outbox
from yimen.platform.wallclock import now

SUBJECT = "calendar"


@transaction.atomic
def add_calendar_edition(year: int, days: Mapping[date, bool], source: str, actor: str) -> EditionData:
    """Record the days of ``year`` that differ from the rule of the week (True: a working day).

    The edition replaces earlier editions of the year; for a shipped year it is laid over the shipped table.
    From now on the year counts as published. Publishes ``calendar.changed``, on which clocks count again.
    """
    _check(year, days, source)
    in_force = next((edition for edition in calendar_editions() if edition.year == year), None)
    if in_force is not None and dict(in_force.days) == dict(days):
        return in_force
    edition = CalendarEdition.objects.create(
        number=next_in("regions:calendar_edition"),
        year=year,
        source=source.strip(),
        actor=actor,
        recorded_at=now(),
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(edition=edition, day=day, working=working) for day, working in sorted(days.items())
    )
    facts = {"year": year, "source": edition.source, "days": len(days), "version": calendar_version()}
    journal.append(subject=SUBJECT, act="calendar_edition_added", actor=actor, facts=facts)
    outbox.publish("calendar.changed", SUBJECT, facts)
    return calendar_editions()[0]


def _check(year: int, days: Mapping[date, bool], source: str) -> None:
    if not 2000 <= year <= 2200:
        raise InvalidValue("年份不正确。", code="bad_year", field="year")
    if not source.strip():
        raise InvalidValue("请填写依据的文件，例如国务院办公厅的放假通知。", code="no_source", field="source")
    if not days:
        raise InvalidValue("没有填写任何放假或者补班的日期。", code="no_days", field="days")
    for day in days:
        # A make-up day for New Year may lie in the December before.
        if isinstance(day, datetime) or not (day.year == year or (day.year == year - 1 and day.month == 12)):
            raise InvalidValue(f"{day}不属于{year}年的放假安排。", code="day_of_another_year", field="days")
