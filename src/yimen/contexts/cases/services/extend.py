"""Extend the period once, before the due day (许可法第42条)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import case_clock
from yimen.contexts.clocks import api as clocks
from yimen.contexts.identity.data import Actor


@transaction.atomic
def extend(*, case_id: UUID, days: int, reason: str, actor: Actor) -> Done:
    """Add working days to the legal and the promised period, with a written notice and reason.

    By the head of the body up to 10; joint handling (第26条) by the head of the government up to 15.
    """
    act = begin(case_id, "extend", actor, days=days, reason=reason)
    clock = clocks.extend(case_clock(act).id, days=days, approver=actor.ref, actor=actor.ref, on=act.on)
    approver = "本级人民政府负责人" if act.facts.content.joint else "本行政机关负责人"
    paper = write_paper(
        act,
        days=days,
        reason=reason.strip(),
        approver=approver,
        due_on=clock.promised_due_on or clock.legal_due_on,
        provisional=clock.provisional,
    )
    return finish(act, paper=paper, facts={"days": days})
