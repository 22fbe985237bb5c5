"""Reading everything again and saying what does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db import transaction

from yimen.platform.journal import anchor_files
from yimen.platform.journal.data import Finding, HeadData, Report
from yimen.platform.journal.domain.anchors import Document, read, untouched
from yimen.platform.journal.domain.chain import GENESIS, Sealed
from yimen.platform.journal.domain.inspection import Witness, inspect
from yimen.platform.journal.models import Anchor, Entry, Head
from yimen.platform.journal.selectors import head_data, sealed

BATCH = 200
Witnesses = dict[str, list[Witness]]


def verify(subjects: Collection[str] | None = None) -> Report:
    """Check every chain (or those of ``subjects``) against itself, its head and the anchor files.

    Can run beside a working system: a subject that looks wrong is read again under its lock before it is
    reported, so that an act in between is not taken for tampering.
    """
    findings, witnesses, anchors = _read_anchors()
    names = sorted(set(subjects) if subjects is not None else _every_subject(witnesses))
    entries = 0
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        chains, heads = _chains(batch), _heads(batch)
        entries += sum(len(chain) for chain in chains.values())
        for name in batch:
            if inspect(name, chains[name], heads.get(name), witnesses[name]):
                findings += _inspect_again(name, witnesses[name])
    return Report(entries=entries, subjects=len(names), anchors=anchors, findings=findings)


@transaction.atomic
def _inspect_again(subject: str, witnesses: list[Witness]) -> list[Finding]:
    locked = Head.objects.select_for_update().filter(subject=subject).first()
    return inspect(subject, _chains([subject])[subject], head_data(locked) if locked else None, witnesses)


def _chains(subjects: Iterable[str]) -> dict[str, list[Sealed]]:
    chains: dict[str, list[Sealed]] = defaultdict(list)
    for entry in Entry.objects.filter(subject__in=list(subjects)).order_by("subject", "position").iterator():
        chains[entry.subject].append(sealed(entry))
    return chains


def _heads(subjects: Iterable[str]) -> dict[str, HeadData]:
    return {head.subject: head_data(head) for head in Head.objects.filter(subject__in=list(subjects))}


def _every_subject(witnesses: Witnesses) -> set[str]:
    heads = Head.objects.values_list("subject", flat=True)
    entries = Entry.objects.values_list("subject", flat=True).distinct()
    return {*heads.iterator(), *entries.iterator(), *witnesses}


def _read_anchors() -> tuple[list[Finding], Witnesses, int]:
    witnesses: Witnesses = defaultdict(list)
    findings: list[Finding] = []
    rows = {anchor.day: anchor for anchor in Anchor.objects.all()}
    days = sorted({*rows, *anchor_files.days_on_file()})
    previous: str | None = None
    for day in days:
        document, found = _read_anchor(day, rows.get(day), previous)
        findings += found
        previous = _digest(document, rows.get(day))
        for leaf in document.heads if document and untouched(document) else ():
            witnesses[leaf.subject].append(Witness(day.isoformat(), leaf.position, leaf.hash))
    return findings, witnesses, len(days)


def _digest(document: Document | None, row: Anchor | None) -> str | None:
    # A file that was changed cannot speak for the chain of anchors; the row can, where there is one.
    return row.digest if row else document.digest if document else None


def _read_anchor(
    day: date, row: Anchor | None, previous: str | None
) -> tuple[Document | None, list[Finding]]:
    text = anchor_files.read_text(day)
    if text is None:
        return None, [_finding("anchor_missing", day, "锚定文件不见了。")]
    try:
        document = read(text)
    except ValueError:
        return None, [_finding("anchor_edited", day, "锚定文件已损坏，读不出内容。")]
    return document, list(_compare(day, document, row, previous))


def _compare(day: date, document: Document, row: Anchor | None, previous: str | None) -> Iterator[Finding]:
    if document.day != day or not untouched(document):
        yield _finding("anchor_edited", day, "锚定文件的内容被改动过。")
    elif row is None:
        yield _finding("anchor_unrecorded", day, "有锚定文件，但数据库中没有它的记录，数据库被回退或删改过。")
    elif document.digest != row.digest or document.root != row.root or document.previous != row.previous:
        yield _finding("anchor_edited", day, "锚定文件与数据库中的记录不一致，其中之一被改动过。")
    if document.previous != (previous or GENESIS):
        yield _finding("anchor_chain", day, "与前一份锚定接不上，前面的锚定被移除或改动过。")


def _finding(kind: str, day: date, message: str) -> Finding:
    return Finding(kind, f"anchor:{day.isoformat()}", 0, f"{day.isoformat()}：{message}")
