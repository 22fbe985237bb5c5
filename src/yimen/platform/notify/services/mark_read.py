"""Note that messages were opened."""

from __future__ import annotations

from uuid import UUID

from yimen.platform.notify.models import Message
from yimen.platform.wallclock import now


def mark_read(account_id: UUID, message_id: UUID | None = None) -> int:
    """Mark one message of the account as read, or all of them; return how many were unread."""
    unread = Message.objects.filter(account_id=account_id, read_at__isnull=True)
    if message_id is not None:
        unread = unread.filter(id=message_id)
    return unread.update(read_at=now())
