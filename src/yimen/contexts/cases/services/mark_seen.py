"""Remember that somebody has opened a case, so that the inbox can mark what changed since."""

from __future__ import annotations

from uuid import UUID

from yimen.contexts.cases.models import LastSeen
from yimen.contexts.identity.data import Actor


def mark_seen(*, case_id: UUID, row_version: int, actor: Actor) -> None:
    """Note the version of the case that ``actor`` has seen. Not an act of the procedure: not journalled."""
    seen = LastSeen.objects.filter(case_id=case_id, account_id=actor.account)
    if not seen.update(seen_version=row_version):
        first = LastSeen(case_id=case_id, account_id=actor.account, seen_version=row_version)
        LastSeen.objects.bulk_create([first], ignore_conflicts=True)
