"""Accept an application: the period for the decision begins and the review plan opens."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.accepting import open_review
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.identity.data import Actor


@transaction.atomic
def accept(*, case_id: UUID, actor: Actor) -> Done:
    """Accept (许可法第32条第1款第5项). Complete, lawfully deferred, or by signed commitment.

    Raises InvalidInput naming what is missing. With a signed commitment no review step opens: the decision
    is made at once and checked later (rule 3.5). After the five working days the law has accepted already:
    the paper says so and the clock starts where the law started it.
    """
    act = begin(case_id, "accept", actor)
    opened = open_review(act, deemed=act.facts.deemed_accepted)
    return finish(act, acceptor_id=actor.account_id, **opened)
