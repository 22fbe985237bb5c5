"""Let the clock run again after a special procedure."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.timing import case_clock
from yimen.contexts.clocks import api as clocks
from yimen.contexts.identity.data import Actor


@transaction.atomic
def resume(*, case_id: UUID, actor: Actor) -> Done:
    """Resume today: by the reviewer when the procedure is over."""
    act = begin(case_id, "resume", actor)
    clocks.resume(case_clock(act).id, on=act.on, actor=actor.ref)
    return finish(act)
