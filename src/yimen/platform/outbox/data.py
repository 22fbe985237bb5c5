"""What leaves the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class EventData:
    """Something that happened to a subject; ``number`` counts the events of the subject from 1."""

    id: UUID
    type: str
    subject: str
    number: int
    body: Mapping[str, Any]
    published_at: datetime


@dataclass(frozen=True)
class RelayReport:
    """What one run of the relay did; ``failed`` will be tried again, ``dead`` waits for a person."""

    delivered: int = 0
    failed: int = 0
    dead: int = 0

    @property
    def attempts(self) -> int:
        """Return how many deliveries were tried."""
        return self.delivered + self.failed + self.dead


@dataclass(frozen=True)
class DeadLetter:
    """A delivery that failed too often; ``blocked`` later deliveries wait behind it."""

    delivery_id: UUID
    subscriber: str
    event: EventData
    attempts: int
    error: str
    failed_at: datetime | None
    blocked: int
