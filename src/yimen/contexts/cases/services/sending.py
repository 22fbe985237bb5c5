"""What every way of sending an application has in common: number, password, roles of bodies, use of licences."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from yimen.contexts.cases.data import MaterialState
from yimen.contexts.cases.models import Case, CaseMaterial, CaseRole
from yimen.contexts.cases.selectors.held import held_today
from yimen.contexts.cases.selectors.picture import AUTHORISED_HALL, GOVERNMENT, REVIEWING, SUPERVISOR
from yimen.contexts.cases.services.act import Act
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.licences import api as licences
from yimen.contexts.regions import api as regions
from yimen.kernel.casenumber import CaseNumber
from yimen.platform.numbering import api as numbering


def number_for(case: Case, day: date) -> str:
    """Return the case number: 31-character item code, date, daily serial (S§1.22); unique under concurrency."""
    code = catalogue.version(case.version_id).code
    serial = numbering.next_in(f"case/{code}/{day:%Y%m%d}")
    return CaseNumber.build(code, day, serial).value


def send(act: Act) -> dict[str, Any]:
    """Give the case its number, name every body that has a part in it, log each licence that is used.

    Returns the changes of the row.
    """
    case = act.case
    case.number = number_for(case, act.on)
    case.query_password = f"{secrets.randbelow(1_000_000):06d}"
    _name_bodies(act)
    # A hall that might have received this but did not has no part in it from now on.
    case.roles.filter(capacity=AUTHORISED_HALL).delete()
    rows = held_today(case, act.facts.content)
    CaseMaterial.objects.bulk_update(rows, ["state", "licence_id", "trust"])
    for material in (row for row in rows if row.state == MaterialState.HELD):
        if material.licence_id is not None:
            use_licence(act, material.licence_id)
    return {
        "number": case.number,
        "query_password": case.query_password,
        "submitted_at": act.at,
        "draft_expires_on": None,
    }


def use_licence(act: Act, licence_id: UUID) -> None:
    """Let a held licence serve in this case; checked at this moment, and logged with its purpose (S§3.9)."""
    licences.use(
        licence_id, purpose=f"办理{act.case.item_name}"[:200], subject=act.case.subject, actor=act.actor.ref
    )


def _name_bodies(act: Act) -> None:
    bodies = {step.body for step in act.facts.content.steps}
    roles = {(regions.organisation_named(name).id, REVIEWING) for name in bodies}
    division = act.case.owner.division_id
    roles |= {(o.id, SUPERVISOR) for o in regions.organisations(division) if o.kind == "supervisor"}
    if act.facts.content.joint:
        roles |= {(o.id, GOVERNMENT) for o in regions.organisations(division) if o.kind == "government"}
    CaseRole.objects.bulk_create(
        [CaseRole(case=act.case, organisation_id=i, capacity=c) for i, c in sorted(roles, key=str)],
        ignore_conflicts=True,
    )
