"""Tell at once that the matter needs no licence (许可法第32条第1款第1项)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_delivery, stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def declare_not_required(*, case_id: UUID, reason: str, actor: Actor) -> Done:
    """End with 不受理: not the same paper as a refusal to accept. The paper is still to be delivered."""
    act = begin(case_id, "not_required", actor, reason=reason)
    stop_clock(act, "completeness")
    start_delivery(act)
    paper = write_paper(act, reason=reason.strip())
    return finish(act, outcome="not_required", paper=paper, decided_on=act.on, decision_reason=reason.strip())
