"""Take an application back. The applicant may, in every state before the decision."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import Actor


@transaction.atomic
def withdraw(*, case_id: UUID, actor: Actor, reason: str = "") -> Done:
    """Close the case as withdrawn; no reason is needed. Every clock of it stops."""
    act = begin(case_id, "withdraw", actor, reason=reason)
    stop_all(act)
    return finish(act, outcome="withdrawn", paper=write_paper(act), closed_on=act.on)
