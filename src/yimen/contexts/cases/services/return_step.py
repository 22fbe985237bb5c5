"""Send a finished review step back, with a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.domain.materials import steps_after
from yimen.contexts.cases.models import CaseStep
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.reviewing import open_step
from yimen.contexts.cases.services.timing import stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def return_step(*, case_id: UUID, step_key: str, reason: str, actor: Actor) -> Done:
    """Open the step again; every step that rested on it waits again. Opinions given stay on record."""
    act = begin(case_id, "return_step", actor, step_key=step_key, reason=reason)
    later = steps_after(act.facts.content, step_key)
    for row in CaseStep.objects.filter(case=act.case, key__in=later, state="open"):
        stop_clock(act, "step", row.key)
    CaseStep.objects.filter(case=act.case, key__in=later).update(
        state="waiting", opened_on=None, closed_on=None
    )
    open_step(act, CaseStep.objects.get(case=act.case, key=step_key))
    return finish(act, facts={"step": step_key, "waiting_again": list(later)})
