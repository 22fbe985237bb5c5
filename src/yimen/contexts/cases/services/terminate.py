"""Terminate a case on a ground in law."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.domain.review_guards import TERMINATION_GROUNDS
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import Actor


@transaction.atomic
def terminate(*, case_id: UUID, ground: str, reason: str, actor: Actor) -> Done:
    """Close the case without a decision, with ground and reason on paper."""
    act = begin(case_id, "terminate", actor, ground=ground, reason=reason)
    paper = write_paper(act, ground=TERMINATION_GROUNDS[ground], reason=reason.strip())
    stop_all(act)
    return finish(
        act,
        outcome="terminated",
        paper=paper,
        closed_on=act.on,
        decision_reason=reason.strip(),
        facts={"ground": ground},
    )
