"""Let the clock run again after a special procedure."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done, State
from yimen.contexts.cases.services.motion import begin, finish, lock
from yimen.contexts.cases.services.timing import case_clock
from yimen.contexts.clocks import api as clocks
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def resume(*, case_id: UUID, actor: Actor) -> Done:
    """Resume today: by the reviewer when the procedure is over."""
    act = begin(case_id, "resume", actor)
    clocks.resume(case_clock(act).id, on=act.on, actor=actor.ref)
    return finish(act)


@transaction.atomic
def note_resumed(*, case_id: UUID) -> None:
    """Write down that the clock went on by itself: the approved days were used up. Nothing to do elsewhere."""
    case = lock(case_id)
    clock = clocks.clock_of(case.subject, "case")
    if case.state == State.IN_REVIEW and clock is not None and clock.state == "running":
        finish(begin(case_id, "resume", SYSTEM, by_itself=True), facts={"by_itself": True})
