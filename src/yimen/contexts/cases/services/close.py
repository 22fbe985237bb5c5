"""Archive a delivered case."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.models import Paper
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.timing import stop_all
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def close(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Close with an archive record in the journal: every paper by number."""
    act = begin(case_id, "close", actor)
    stop_all(act)
    papers = list(Paper.objects.filter(case=act.case).order_by("position").values_list("number", flat=True))
    return finish(act, closed_on=act.on, facts={"archive": papers})
