"""Writing an act down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from yimen.kernel.errors import Conflict
from yimen.platform.journal.data import EntryData
from yimen.platform.journal.domain.chain import Record, canonical, hash_of
from yimen.platform.journal.models import Entry, Head
from yimen.platform.journal.selectors import entry_data
from yimen.platform.wallclock import now


@transaction.atomic(savepoint=False)  # part of an act: if this fails, the act fails
def append(
    *,
    subject: str,
    act: str,
    actor: str,
    role: str = "",
    basis: str = "",
    effective_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
) -> EntryData:
    """Append one entry to the subject's chain, in the transaction of the act it tells of.

    ``effective_at`` (default: now) is when the act takes effect; it may lie before the recording, as when a
    department's system reports late. Facts are references and digests (``digest_of``), never personal data.
    """
    if effective_at is not None and effective_at.tzinfo is None:
        raise ValueError("effective_at must be aware")
    head = _locked_head(subject)
    recorded_at = now()
    record = Record(
        subject=subject,
        position=head.length + 1,
        previous=head.hash,
        act=act,
        actor=actor,
        role=role,
        basis=basis,
        effective_at=effective_at or recorded_at,
        recorded_at=recorded_at,
        facts=canonical(dict(facts or {})),
    )
    entry = Entry.objects.create(**vars(record), hash=hash_of(record))
    # SQLite has no row locks: that the head is still where it was read is part of the update itself.
    moved = Head.objects.filter(subject=subject, length=head.length, hash=head.hash)
    if not moved.update(length=record.position, hash=entry.hash):
        raise Conflict("这条业务刚刚有别的操作，请刷新后重试。")
    return entry_data(entry)


def _locked_head(subject: str) -> Head:
    locked = Head.objects.select_for_update().filter(subject=subject)
    head = locked.first()
    if head is None:
        # Two first entries at once: the second waits here for the first and then finds its row.
        Head.objects.bulk_create([Head(subject=subject)], ignore_conflicts=True)
        head = locked.get()
    return head
