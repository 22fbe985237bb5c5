"""Make a body known, or bring what is known of it up to date."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from yimen.contexts.regions.data import KIND_NAMES, OrganisationData, OrganisationKind
from yimen.contexts.regions.models import Division, Organisation
from yimen.contexts.regions.selectors import organisation_data
from yimen.kernel.divisions import DivisionCode
from yimen.kernel.errors import Conflict, InvalidValue, NotFound
from yimen.kernel.uscc import Uscc
from yimen.platform.journal import api as journal

LONGEST_NAME = 100


@transaction.atomic
def ensure_organisation(
    *,
    name: str,
    division: str = "",
    kind: str = OrganisationKind.DEPARTMENT,
    uscc: str = "",
    actor: str = "system",
    **details: Any,
) -> OrganisationData:
    """Return the body of this name in ``division``, created or brought up to date.

    ``details``: short_name, full_name, published_code, phone, complaint_phone, address, hours, demo,
    position. What is not given stays as it is. Raises InvalidValue for a USCC that cannot be one, NotFound
    for an unknown division, Conflict where another body bears the code.
    """
    wanted = _checked(name, division, kind, uscc)
    row = Organisation.objects.filter(name=wanted["name"], division_id=wanted["division_id"]).first()
    given = {**details, "kind": wanted["kind"], "uscc": wanted["uscc"]}
    if row is None:
        given.setdefault("short_name", wanted["name"])
        given.setdefault("full_name", wanted["name"])
        row = Organisation.objects.create(**{**given, **wanted})
        _write_down("organisation_registered", row, actor, sorted(given))
        return organisation_data(row)
    if not uscc:
        given.pop("uscc")
    changed = sorted(field for field, value in given.items() if getattr(row, field) != value)
    if changed:
        for field in changed:
            setattr(row, field, given[field])
        row.save(update_fields=changed)
        _write_down("organisation_changed", row, actor, changed)
    return organisation_data(row)


def _checked(name: str, division: str, kind: str, uscc: str) -> dict[str, Any]:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise InvalidValue(f"机构名称没有填写或超过{LONGEST_NAME}字。", code="bad_name", field="name")
    if kind not in KIND_NAMES:
        raise InvalidValue(f"不认识的机构类别“{kind}”。", code="bad_kind", field="kind")
    place = DivisionCode.parse(division).value if division else None
    if place and not Division.objects.filter(pk=place).exists():
        raise NotFound(f"行政区划名录里没有代码{place}。", code="unknown_division")
    code = Uscc.parse(uscc).value if uscc else ""
    if code:
        others = Organisation.objects.filter(uscc=code).exclude(name=name, division_id=place)
        other = others.first()
        if other is not None:
            raise Conflict(f"统一社会信用代码已经登记给“{other.name}”。", code="uscc_taken")
    return {"name": name, "division_id": place, "kind": str(kind), "uscc": code}


def _write_down(act: str, row: Organisation, actor: str, fields: list[str]) -> None:
    journal.append(subject=f"organisation:{row.pk}", act=act, actor=actor, facts={"fields": fields})
