"""What leaves the message centre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class MessageData:
    """One message in somebody's message centre."""

    id: UUID
    title: str
    body: str
    link: str
    template: str
    sent_at: datetime
    read_at: datetime | None

    @property
    def unread(self) -> bool:
        """Return whether it was not opened yet."""
        return self.read_at is None


@dataclass(frozen=True)
class InboxPage:
    """One page of a message centre, newest first."""

    items: tuple[MessageData, ...]
    number: int
    pages: int
    total: int
    unread: int
