"""Return an application whose deferred material did not come by the promised date."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def lapse_deferral(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Close the case as returned, on paper (rule 3.4: late = returned)."""
    act = begin(case_id, "lapse_deferral", actor)
    due_on = min(act.facts.open_deferrals.values())
    paper = write_paper(act, cause="deferral", due_on=due_on)
    stop_all(act)
    return finish(act, outcome="returned", paper=paper, closed_on=act.on)
