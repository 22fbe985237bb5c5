"""Issue the licence that a granted case results in (许可法第39条)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor
from yimen.contexts.licences import api as licences


@transaction.atomic
def issue(*, case_id: UUID, actor: Actor) -> Done:
    """Have the licences room register the licence, in this transaction; its PDF is signed by a job."""
    act = begin(case_id, "issue", actor)
    result = act.facts.content.result
    licence = licences.issue(
        type_code=result.licence_type,
        issuer_name=act.case.owner.full_name or act.case.owner.name,
        issuer_uscc=act.case.owner.uscc or "",
        holder=identity.party(act.case.party_id),
        facts=_printed(act),
        valid_from=act.on,
        valid_until=_until(act.on, result.validity_months),
        subject=act.case.subject,
        actor=actor.ref,
    )
    return finish(act, paper=licence.identifier, licence_id=licence.id, facts={"licence": str(licence.id)})


def _printed(act: Act) -> dict[str, str]:
    fields = {f.key: f for group in act.facts.content.groups for f in group.fields}
    printed: dict[str, str] = {}
    for key in act.facts.content.result.facts:
        answer = act.case.answers.get(key, "")
        labels = {choice.value: choice.label for choice in fields[key].choices}
        printed[fields[key].label] = labels.get(answer, answer)
    return printed


def _until(start: date, months: int) -> date | None:
    """Return the last day of validity: the day before the same day ``months`` later; None without expiry."""
    if not months:
        return None
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    for day in range(start.day, 27, -1):
        try:
            anniversary = date(year, month, day)
        except ValueError:
            continue
        return date.fromordinal(anniversary.toordinal() - 1)
    return date.fromordinal(date(year, month, start.day).toordinal() - 1)
