"""Send an application."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yimen.contexts.cases.data import Done, State
from yimen.contexts.cases.models import Case
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.sending import send
from yimen.contexts.cases.services.timing import start_completeness
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import IllegalMove


@transaction.atomic
def submit(*, case_id: UUID, actor: Actor) -> Done:
    """Send a complete draft: it gets its number, query password and receipt, and the five days begin.

    Source: 许可法第29条. Raises IllegalMove when it was sent before (naming the number it got), InvalidInput for
    a form or materials that are not complete, or when the guide changed meanwhile.
    """
    _refuse_replay(case_id, actor)
    act = begin(case_id, "submit", actor)
    changes = send(act)
    clock = start_completeness(act, act.on)
    paper = write_paper(
        act,
        password=act.case.query_password,
        due_on=clock.legal_due_on,
        provisional=clock.provisional,
    )
    return finish(act, paper=paper, received_on=act.on, facts={"number": act.case.number}, **changes)


def _refuse_replay(case_id: UUID, actor: Actor) -> None:
    mine = Q(party_id=actor.party_id) if actor.party_id else Q(filed_by=actor.account_id)
    case = Case.objects.select_for_update().filter(mine, pk=case_id).first()
    if case is not None and case.state != State.DRAFT:
        raise IllegalMove(
            f"这件申请已经提交过了，办件编号是{case.number}，不需要再次提交。", code="already_submitted"
        )
