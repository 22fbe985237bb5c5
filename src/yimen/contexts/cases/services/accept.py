"""Accept an application: the period for the decision begins and the review plan opens."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.reviewing import open_plan
from yimen.contexts.cases.services.timing import start_case_clock, stop_clock
from yimen.contexts.cases.services.wording import limit_words
from yimen.contexts.identity.data import Actor


@transaction.atomic
def accept(*, case_id: UUID, actor: Actor) -> Done:
    """Accept (许可法第32条第1款第5项). Complete, lawfully deferred, or by signed commitment.

    Raises InvalidInput naming what is missing. With a signed commitment no review step opens: the decision
    is made at once and checked later (rule 3.5).
    """
    act = begin(case_id, "accept", actor)
    stop_clock(act, "completeness")
    clock = start_case_clock(act, act.on)
    open_plan(act)
    content = act.facts.content
    paper = write_paper(
        act,
        legal=limit_words(content.legal_limit),
        promised=limit_words(content.promised_limit),
        due_on=clock.promised_due_on,
        provisional=clock.provisional,
    )
    return finish(act, paper=paper, accepted_on=act.on, acceptor_id=actor.account_id)
