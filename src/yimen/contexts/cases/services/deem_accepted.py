"""Accepted because no notice came in five working days (许可法第32条第1款第4项)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.accepting import open_review
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def deem_accepted(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Accept by law; the acceptance date, and so the clock, is the day of receipt (or of supply)."""
    act = begin(case_id, "deem_accepted", actor)
    return finish(act, **open_review(act, deemed=True))
