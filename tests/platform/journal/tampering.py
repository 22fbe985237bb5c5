"""What someone with the keys of the database would do: plain SQL, past the program."""

from __future__ import annotations

from typing import Any

from django.db import connection

from yimen.platform.journal import api as journal
from yimen.platform.journal.domain.chain import hash_of
from yimen.platform.journal.models import Entry
from yimen.platform.journal.selectors import sealed


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def write_entries(subject: str, count: int) -> None:
    for number in range(1, count + 1):
        journal.append(subject=subject, act="case.note", actor="account:1", facts={"number": number})


def recompute_hash(subject: str, position: int) -> None:
    entry = sealed(Entry.objects.get(subject=subject, position=position))
    sql(
        "UPDATE journal_entry SET hash = %s WHERE subject = %s AND position = %s",
        hash_of(entry.record),
        subject,
        position,
    )


def rewrite_chain_from(subject: str, position: int) -> None:
    """Make the whole rest of the chain fit, head included: all that the database can tell is then lost."""
    last = Entry.objects.filter(subject=subject).order_by("-position").first()
    assert last is not None
    for place in range(position, last.position + 1):
        if place > 1:
            before = Entry.objects.get(subject=subject, position=place - 1)
            sql(
                "UPDATE journal_entry SET previous = %s WHERE subject = %s AND position = %s",
                before.hash,
                subject,
                place,
            )
        recompute_hash(subject, place)
    doctor_head(subject)


def doctor_head(subject: str) -> None:
    """Let the head say what the entries that are left say."""
    last = Entry.objects.filter(subject=subject).order_by("-position").first()
    assert last is not None
    sql(
        "UPDATE journal_head SET length = %s, hash = %s WHERE subject = %s", last.position, last.hash, subject
    )


def found(subjects: list[str] | None = None) -> list[tuple[str, str, int]]:
    report = journal.verify(subjects)
    assert report.clean is not bool(report.findings)
    return [(finding.kind, finding.subject, finding.position) for finding in report.findings]
