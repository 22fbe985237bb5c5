"""What leaves the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class EntryData:
    """One act as it was written down."""

    subject: str
    position: int
    act: str
    actor: str
    role: str
    basis: str
    effective_at: datetime
    recorded_at: datetime
    facts: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class HeadData:
    """The end of a subject's chain; a subject nothing happened to has length 0."""

    subject: str
    length: int
    hash: str


@dataclass(frozen=True)
class AnchorData:
    """The seal over every head that moved up to the end of a day."""

    day: date
    root: str
    count: int
    digest: str
    previous: str
    path: str


@dataclass(frozen=True)
class Finding:
    """Something the verifier could not explain; ``position`` 0 means the whole subject."""

    kind: str
    subject: str
    position: int
    message: str


@dataclass(frozen=True)
class Report:
    """What the verifier read and what it found."""

    entries: int
    subjects: int
    anchors: int
    findings: list[Finding]

    @property
    def clean(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings
