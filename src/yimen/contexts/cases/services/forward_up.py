"""Forward an examined application to the body that decides above (许可法第35条, 第43条)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import Actor


@transaction.atomic
def forward_up(*, case_id: UUID, opinion: str, actor: Actor) -> Done:
    """Close here with the opinion attached; the upper body may not ask for the materials again."""
    act = begin(case_id, "forward_up", actor, reason=opinion)
    paper = write_paper(act, upper_body=act.facts.content.upper_body)
    stop_all(act)
    return finish(act, outcome="forwarded_up", paper=paper, closed_on=act.on, decision_reason=opinion.strip())
