"""Report that a delivery did not arrive."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.timing import start_delivery
from yimen.contexts.identity.data import Actor


@transaction.atomic
def report_delivery_failed(*, case_id: UUID, reason: str, actor: Actor) -> Done:
    """Go back to decided; the period for delivery starts anew."""
    act = begin(case_id, "delivery_failed", actor, reason=reason)
    start_delivery(act)
    return finish(act, delivered_on=None)
