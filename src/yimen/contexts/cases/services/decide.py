"""Decide a case (许可法第37条, 第38条)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_delivery, stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def decide(*, case_id: UUID, outcome: str, actor: Actor, reason: str = "") -> Done:
    """Grant or refuse. The decider is neither the acceptor nor a reviewer of the case; a refusal has reasons.

    Raises IllegalMove while a step is open, a deferral is outstanding or the clock is paused.
    """
    act = begin(case_id, "decide", actor, outcome=outcome, reason=reason)
    stop_clock(act, "case")
    start_delivery(act)
    paper = write_paper(act, outcome=outcome, reason=reason.strip())
    return finish(
        act,
        outcome=outcome,
        paper=paper,
        decided_on=act.on,
        decider_id=actor.account_id,
        decision_reason=reason.strip(),
    )
