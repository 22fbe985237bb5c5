"""How an entry is written as text and tied to the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

GENESIS = "0" * 64
"""What the first entry of a chain is tied to."""

FORMAT = 1


@dataclass(frozen=True)
class Record:
    """Everything of an entry that its hash covers; ``facts`` is the canonical text, exactly as stored."""

    subject: str
    position: int
    previous: str
    act: str
    actor: str
    role: str
    basis: str
    effective_at: datetime
    recorded_at: datetime
    facts: str


@dataclass(frozen=True)
class Sealed:
    """A record and the hash that was stored with it."""

    record: Record
    hash: str

    @property
    def intact(self) -> bool:
        """Return whether the record still gives its hash."""
        return hash_of(self.record) == self.hash


def canonical(value: Any) -> str:
    """Return the one text of a JSON value: sorted keys, no spaces, no NaN."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"a fact of type {type(value).__name__} cannot be journalled")


def hash_of(record: Record) -> str:
    """Return SHA-256 over the canonical text of the record, position and previous hash included."""
    text = canonical(
        {
            "format": FORMAT,
            "subject": record.subject,
            "position": record.position,
            "previous": record.previous,
            "act": record.act,
            "actor": record.actor,
            "role": record.role,
            "basis": record.basis,
            "effective_at": _moment(record.effective_at),
            "recorded_at": _moment(record.recorded_at),
            "facts": record.facts,
        }
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
