"""What leaves the jobs room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yimen.platform.outbox.data import RelayReport


@dataclass(frozen=True)
class QueueReport:
    """What one draining of the queue did; ``retried`` will be tried again, ``failed`` waits for a person."""

    done: int = 0
    retried: int = 0
    failed: int = 0

    @property
    def runs(self) -> int:
        """Return how many jobs were run."""
        return self.done + self.retried + self.failed


@dataclass(frozen=True)
class WorkReport:
    """What one round of the worker did."""

    relay: RelayReport = field(default_factory=RelayReport)
    schedule: tuple[str, ...] = ()
    queue: QueueReport = field(default_factory=QueueReport)

    @property
    def idle(self) -> bool:
        """Return whether there was nothing to do."""
        return not (self.relay.attempts or self.schedule or self.queue.runs)


@dataclass(frozen=True)
class FailedJob:
    """A job that failed too often."""

    job_id: str
    name: str
    arguments: Mapping[str, Any]
    attempts: int
    error: str
    failed_at: datetime | None
