"""Accept and decide in one act at the window: instant items only (即办件)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_delivery, stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def decide_instantly(*, case_id: UUID, outcome: str, actor: Actor, reason: str = "") -> Done:
    """Decide on the spot. Only here one person both accepts and decides (rule 3.11)."""
    act = begin(case_id, "decide_instantly", actor, outcome=outcome, reason=reason)
    stop_clock(act, "completeness")
    start_delivery(act)
    paper = write_paper(act, outcome=outcome, reason=reason.strip())
    return finish(
        act,
        outcome=outcome,
        paper=paper,
        accepted_on=act.on,
        decided_on=act.on,
        acceptor_id=actor.account_id,
        decider_id=actor.account_id,
        decision_reason=reason.strip(),
    )
