"""Hand an open review step to another reviewer of the same body."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.models import CaseStep
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor


@transaction.atomic
def transfer_step(*, case_id: UUID, step_key: str, receiver_id: UUID, actor: Actor, reason: str = "") -> Done:
    """Give the step to ``receiver_id``; from then on only they may give the opinion."""
    step = CaseStep.objects.filter(case_id=case_id, key=step_key).first()
    staff = identity.staff_of(step.organisation_id, "reviewer") if step else []
    of_body = any(reviewer.account_id == receiver_id for reviewer in staff)
    act = begin(
        case_id,
        "transfer_step",
        actor,
        step_key=step_key,
        receiver_id=receiver_id,
        receiver_of_body=of_body,
        reason=reason,
    )
    CaseStep.objects.filter(case=act.case, key=step_key).update(assignee_id=receiver_id)
    return finish(act, facts={"step": step_key, "receiver": f"account:{receiver_id}"})
