"""Void a case that was entered by mistake."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import Actor


@transaction.atomic
def void(*, case_id: UUID, reason: str, actor: Actor) -> Done:
    """Close the case as voided. Only a supervisor, and with a reason; the number is never used again."""
    act = begin(case_id, "void", actor, reason=reason)
    stop_all(act)
    return finish(act, outcome="voided", closed_on=act.on, decision_reason=reason)
