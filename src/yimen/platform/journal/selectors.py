"""Reading the journal."""

from __future__ import annotations

import json

from yimen.platform.journal.data import EntryData, HeadData
from yimen.platform.journal.domain.chain import GENESIS, Record, Sealed
from yimen.platform.journal.models import Entry, Head


def entries_of(subject: str) -> list[EntryData]:
    """Return everything written about ``subject``, oldest first."""
    return [entry_data(entry) for entry in Entry.objects.filter(subject=subject).order_by("position")]


def head_of(subject: str) -> HeadData:
    """Return the end of the subject's chain."""
    head = Head.objects.filter(subject=subject).first()
    return head_data(head) if head else HeadData(subject, 0, GENESIS)


def head_data(head: Head) -> HeadData:
    """Return the row as data."""
    return HeadData(head.subject, head.length, head.hash)


def entry_data(entry: Entry) -> EntryData:
    """Return the row as data."""
    return EntryData(
        subject=entry.subject,
        position=entry.position,
        act=entry.act,
        actor=entry.actor,
        role=entry.role,
        basis=entry.basis,
        effective_at=entry.effective_at,
        recorded_at=entry.recorded_at,
        facts=json.loads(entry.facts),
        previous=entry.previous,
        hash=entry.hash,
    )


def sealed(entry: Entry) -> Sealed:
    """Return the row as the inspection wants it: exactly what is stored."""
    record = Record(
        subject=entry.subject,
        position=entry.position,
        previous=entry.previous,
        act=entry.act,
        actor=entry.actor,
        role=entry.role,
        basis=entry.basis,
        effective_at=entry.effective_at,
        recorded_at=entry.recorded_at,
        facts=entry.facts,
    )
    return Sealed(record, entry.hash)
