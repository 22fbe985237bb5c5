"""Send an application whose material is the result of a sister case that is still under way."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.models import Case
from yimen.contexts.cases.selectors.picture import content_of
from yimen.contexts.cases.services.motion import begin, finish, lock
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.sending import send
from yimen.contexts.identity.data import Actor


@transaction.atomic
def submit_dependent(*, case_id: UUID, awaited_case_id: UUID, actor: Actor) -> Done:
    """Send now, open by itself when the awaited licence is issued (rule 3.9).

    The awaited case must be the same applicant's and its result a licence that a material of this one names.
    """
    case = lock(case_id)
    if _is_awaited(case, awaited_case_id):
        Case.objects.filter(pk=case_id).update(awaits_id=awaited_case_id)
    act = begin(case_id, "submit_dependent", actor)
    changes = send(act)
    paper = write_paper(act, password=act.case.query_password)
    return finish(
        act,
        paper=paper,
        awaits_id=awaited_case_id,
        facts={"number": act.case.number, "awaits": str(awaited_case_id)},
        **changes,
    )


def _is_awaited(case: Case, awaited_id: UUID) -> bool:
    awaited = Case.objects.filter(pk=awaited_id, party_id=case.party_id, number__isnull=False).first()
    if awaited is None:
        return False
    wanted = {material.licence_type for material in content_of(case).materials if material.licence_type}
    return content_of(awaited).result.licence_type in wanted
