"""Give an opinion in an open review step of one's own body (许可法第34条)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.models import CaseStep, Opinion
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.reviewing import open_next
from yimen.contexts.cases.services.timing import stop_clock
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor


@transaction.atomic
def give_opinion(
    *, case_id: UUID, step_key: str, verdict: str, text: str, actor: Actor, companion_id: UUID | None = None
) -> Done:
    """Close the step with a verdict ("pass" or "fail") and its text; what rested on it opens.

    A site visit names the second officer of the same body (许可法第34条第3款). A failed opinion does not
    refuse the application: the decider does, with reasons.
    """
    act = begin(
        case_id,
        "give_opinion",
        actor,
        step_key=step_key,
        verdict=verdict,
        text=text,
        companion_id=companion_id,
        companion_of_body=_reviews_for(companion_id, actor.organisation_id),
    )
    step = CaseStep.objects.get(case=act.case, key=step_key)
    Opinion.objects.create(
        step=step,
        officer_id=actor.account,
        companion_id=companion_id,
        verdict=verdict,
        text=text.strip(),
        given_at=act.at,
    )
    step.state, step.closed_on, step.assignee_id = "closed", act.on, actor.account_id
    step.save(update_fields=["state", "closed_on", "assignee_id"])
    stop_clock(act, "step", step_key)
    opened = open_next(act)
    return finish(act, facts={"step": step_key, "verdict": verdict, "opened": opened})


def _reviews_for(account_id: UUID | None, organisation_id: UUID | None) -> bool:
    if account_id is None or organisation_id is None:
        return False
    return any(a.account_id == account_id for a in identity.staff_of(organisation_id, "reviewer"))
