"""Remember that somebody has opened a case, so that the inbox can mark what changed since."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.models import LastSeen
from yimen.contexts.identity.data import Actor


@transaction.atomic
def mark_seen(*, case_id: UUID, row_version: int, actor: Actor) -> None:
    """Note the version of the case that ``actor`` has seen. Not an act of the procedure: not journalled."""
    LastSeen.objects.update_or_create(
        case_id=case_id, account_id=actor.account, defaults={"seen_version": row_version}
    )
