"""Cancel a case whose awaited sister ended without a licence."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def cancel_waiting(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Close the case and tell the applicant on paper why."""
    act = begin(case_id, "cancel", actor)
    return finish(act, outcome="cancelled", paper=write_paper(act), closed_on=act.on)
