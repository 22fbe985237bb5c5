"""Return an application whose correction did not come in the time named in the notice."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def lapse(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Close the case as returned, on paper. A job calls this; nobody else may."""
    act = begin(case_id, "lapse", actor)
    paper = write_paper(act, cause="correction", due_on=act.facts.correction_due_on)
    stop_all(act)
    return finish(act, outcome="returned", paper=paper, closed_on=act.on)
