"""Refuse to accept: not competent, or a ground in law (许可法第32条第1款第2项)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_delivery, stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def decline(*, case_id: UUID, reason: str, actor: Actor, competent_body: str = "") -> Done:
    """End with 不予受理 and a reason; where another body is competent, the paper names it."""
    act = begin(case_id, "decline", actor, reason=reason)
    stop_clock(act, "completeness")
    start_delivery(act)
    paper = write_paper(act, reason=reason.strip(), competent_body=competent_body.strip())
    return finish(act, outcome="not_accepted", paper=paper, decided_on=act.on, decision_reason=reason.strip())
