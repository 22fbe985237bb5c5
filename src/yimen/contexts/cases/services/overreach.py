"""Record that somebody asked for more than the version allows; the supervisors hear of it (rule 3.2, V1)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import Refusal
from yimen.platform.journal import api as journal
from yimen.platform.outbox import api as outbox


@transaction.atomic
def record_overreach(case_id: UUID, action: str, actor: Actor, refusal: Refusal) -> None:
    """Journal the refused act and publish ``case.overreach_blocked``. The case itself is not changed."""
    subject = f"case:{case_id}"
    journal.append(
        subject=subject,
        act="overreach_blocked",
        actor=actor.ref,
        basis=refusal.basis,
        facts={"action": action, "code": refusal.code},
    )
    body = {"case_id": str(case_id), "action": action, "code": refusal.code, "actor": actor.ref}
    outbox.publish("case.overreach_blocked", subject, body)
