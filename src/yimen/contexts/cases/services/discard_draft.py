"""Throw a draft away: the applicant's own, or by the system once it has expired."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.services.motion import begin, record
from yimen.contexts.identity.data import Actor


@transaction.atomic
def discard_draft(*, case_id: UUID, actor: Actor) -> None:
    """Erase the draft with everything in it; the journal keeps that it was, without personal data."""
    act = begin(case_id, "discard", actor)
    record(act, {})
    act.case.delete()
