"""Accepted because no notice came in five working days (许可法第32条第1款第4项)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.reviewing import open_plan
from yimen.contexts.cases.services.timing import start_case_clock, stop_clock
from yimen.contexts.cases.services.wording import limit_words
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def deem_accepted(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Accept by law; the acceptance date, and so the clock, is the day of receipt (or of supply)."""
    act = begin(case_id, "deem_accepted", actor)
    accepted_on = act.case.supplied_on or act.case.received_on or act.on
    stop_clock(act, "completeness")
    clock = start_case_clock(act, accepted_on)
    open_plan(act)
    content = act.facts.content
    paper = write_paper(
        act,
        deemed=True,
        accepted_on=accepted_on,
        legal=limit_words(content.legal_limit),
        promised=limit_words(content.promised_limit),
        due_on=clock.promised_due_on,
        provisional=clock.provisional,
    )
    return finish(act, paper=paper, accepted_on=accepted_on, facts={"accepted_on": accepted_on.isoformat()})
