"""Reads of the register."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.contexts.regions.data import (
    KIND_NAMES,
    LEVEL_NAMES,
    DivisionData,
    EditionData,
    OrganisationData,
)
from yimen.contexts.regions.models import CalendarDay, CalendarEdition, Division, Organisation
from yimen.kernel.divisions import DivisionCode
from yimen.kernel.errors import Conflict, NotFound
from yimen.kernel.workdays import WorkCalendar, shipped_calendar

SHIPPED = "shipped"
MOST_FOUND = 20


def division(code: str) -> DivisionData:
    """Return the division; ``code`` may have 6, 9 or 12 digits. Raises InvalidValue or NotFound."""
    full = DivisionCode.parse(code).value
    row = Division.objects.filter(code=full).first()
    if row is None:
        raise NotFound(f"行政区划名录里没有代码{full}。", code="unknown_division")
    return division_data(row)


def children(code: str) -> list[DivisionData]:
    """Return the divisions directly below, in the order of their codes. Raises like ``division``."""
    return [division_data(row) for row in Division.objects.filter(parent_id=division(code).code)]


def provinces() -> list[DivisionData]:
    """Return the divisions nothing is above."""
    return [division_data(row) for row in Division.objects.filter(parent=None)]


def path_of(code: str) -> list[DivisionData]:
    """Return the way down to the division: province first, itself last. One query."""
    full = DivisionCode.parse(code)
    ancestors = {full.value}
    above = full.parent
    while above is not None:
        ancestors.add(above.value)
        above = above.parent
    rows = {row.code: row for row in Division.objects.filter(code__in=ancestors)}
    if full.value not in rows:
        raise NotFound(f"行政区划名录里没有代码{full.value}。", code="unknown_division")
    path = [rows[full.value]]
    while path[-1].parent_id and path[-1].parent_id in rows:
        path.append(rows[path[-1].parent_id])
    return [division_data(row) for row in reversed(path)]


def search_divisions(q: str, limit: int = MOST_FOUND) -> list[DivisionData]:
    """Return divisions by part of the name or the beginning of the code, higher levels first."""
    wanted = q.strip()
    if not wanted:
        return []
    rows = Division.objects.filter(Q(name__contains=wanted) | Q(code__startswith=wanted))
    found = sorted(rows[: limit * 20], key=lambda row: (list(LEVEL_NAMES).index(row.level), row.code))
    return [division_data(row) for row in found[:limit]]


def organisation(organisation_id: UUID) -> OrganisationData:
    """Return the body. Raises NotFound."""
    row = Organisation.objects.filter(pk=organisation_id).first()
    if row is None:
        raise NotFound("机构名录里没有这个机构。", code="unknown_organisation")
    return organisation_data(row)


def organisation_named(name: str, division: str = "") -> OrganisationData:
    """Return the body with this name, short name or full name, in ``division`` if one is given.

    Raises NotFound, or Conflict when bodies of several divisions bear the name and none was given.
    """
    rows = list(_in(division).filter(Q(name=name) | Q(short_name=name) | Q(full_name=name))[:2])
    exact = [row for row in rows if row.name == name]
    if not rows:
        raise NotFound(f"机构名录里没有“{name}”。", code="unknown_organisation")
    if len(rows) > 1 and len(exact) != 1:
        raise Conflict(f"有多个机构名为“{name}”，请指明所在区划。", code="ambiguous_organisation")
    return organisation_data(exact[0] if exact else rows[0])


def organisations(division: str | None = None) -> list[OrganisationData]:
    """Return the bodies of a division, or all, in the order of the register."""
    return [organisation_data(row) for row in _in(division or "").all()]


def calendar_version() -> str:
    """Return which calendar is in force: the shipped table, or the latest edition. One query."""
    latest = CalendarEdition.objects.order_by("-number").values_list("number", "id").first()
    return f"{SHIPPED}+{latest[0]}-{str(latest[1])[:8]}" if latest else SHIPPED


def calendar() -> WorkCalendar:
    """Return the shipped calendar with the latest edition of every year laid over it."""
    return calendar_at(calendar_version())


@lru_cache(maxsize=8)
def calendar_at(version: str) -> WorkCalendar:
    """Return the calendar of a version that is in force now; kept, because a version never changes."""
    if version == SHIPPED:
        return shipped_calendar()
    in_force = dict(CalendarEdition.objects.order_by("number").values_list("year", "id"))
    days = CalendarDay.objects.filter(edition__in=in_force.values()).order_by("edition__number")
    return shipped_calendar().with_days(dict(days.values_list("day", "working")), in_force)


def calendar_editions() -> list[EditionData]:
    """Return every edition, the latest first, superseded ones too."""
    return [
        EditionData(
            id=row.id,
            number=row.number,
            year=row.year,
            source=row.source,
            recorded_at=row.recorded_at,
            days=tuple((day.day, day.working) for day in row.days.all()),
        )
        for row in CalendarEdition.objects.order_by("-number").prefetch_related("days")
    ]


def division_data(row: Division) -> DivisionData:
    """Shape a row for the world outside."""
    return DivisionData(
        row.code, row.name, row.level, LEVEL_NAMES[row.level], row.parent_id or "", demo=row.demo
    )


def organisation_data(row: Organisation) -> OrganisationData:
    """Shape a row for the world outside."""
    return OrganisationData(
        id=row.id,
        name=row.name,
        short_name=row.short_name,
        full_name=row.full_name,
        kind=row.kind,
        kind_name=KIND_NAMES[row.kind],
        uscc=row.uscc,
        published_code=row.published_code,
        division=row.division_id or "",
        phone=row.phone,
        complaint_phone=row.complaint_phone,
        address=row.address,
        hours=row.hours,
        demo=row.demo,
    )


def _in(division: str) -> QuerySet[Organisation]:
    rows = Organisation.objects.all()
    return rows.filter(division_id=DivisionCode.parse(division).value) if division else rows
