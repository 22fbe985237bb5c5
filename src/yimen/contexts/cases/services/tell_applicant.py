"""Tell the applicant, in their message centre, what happened to their case."""

from __future__ import annotations

from uuid import UUID

from yimen.contexts.cases.data import OUTCOME_NAMES, Outcome
from yimen.contexts.cases.domain.papers import chinese_date
from yimen.contexts.cases.models import Case
from yimen.contexts.identity import api as identity
from yimen.platform.notify import api as notify

TEMPLATES = {
    "case.submitted": "cases.submitted",
    "case.correction_asked": "cases.correction_asked",
    "case.accepted": "cases.accepted",
    "case.deemed_accepted": "cases.accepted",
    "case.decided": "cases.decided",
    "case.declined": "cases.decided",
    "case.declared_not_required": "cases.decided",
    "case.delivered": "cases.delivered",
}


def tell_applicant(*, case_id: UUID, event: str) -> None:
    """Send the message of this event to the applicant's account, where there is one."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        return
    account_id = identity.account_of_party(case.party_id)
    if account_id is None:
        return
    facts = {
        "item": case.item_name,
        "number": case.number or "",
        "due": chinese_date(case.due_on) if case.due_on else "期限届满",
        "outcome": OUTCOME_NAMES[Outcome(case.outcome)] if case.outcome else "",
    }
    notify.send(
        account_id,
        template=TEMPLATES.get(event, "cases.changed"),
        facts=facts,
        link=f"/cases/{case.pk}/",
        phone=identity.party(case.party_id).phone,
    )
