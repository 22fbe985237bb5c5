"""Forward what a hall elsewhere received to the body that owns the item."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_completeness, stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def forward(*, case_id: UUID, actor: Actor) -> Done:
    """Hand the application over; the owner has received it today and its five days begin (rule 3.10)."""
    act = begin(case_id, "forward", actor)
    stop_clock(act, "forwarding")
    start_completeness(act, act.on)
    return finish(act, paper=write_paper(act), received_on=act.on)
