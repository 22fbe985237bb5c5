"""Sealing a day: a Merkle root over the heads that moved, kept outside the database, chained to the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F

from yimen.kernel.errors import Conflict
from yimen.platform.journal import anchor_files
from yimen.platform.journal.data import AnchorData
from yimen.platform.journal.domain.anchors import Document, Leaf, compose, read, untouched, write
from yimen.platform.journal.domain.chain import GENESIS
from yimen.platform.journal.models import Anchor, Entry, Head
from yimen.platform.wallclock import SHANGHAI, now

BATCH = 500


def anchor_day(day: date) -> AnchorData:
    """Anchor every head that moved up to the end of ``day`` and has no anchor yet; once per day.

    A second call returns the anchor that exists. A day on which the worker did not run is covered by the
    next anchor. A file without its row (a crash between the two, or a database restored from a backup)
    outranks the database: it is taken over, never rewritten.
    """
    with transaction.atomic():
        existing = Anchor.objects.filter(day=day).first()
        if existing:
            return _data(existing)
        document = _taken_over(day) or _composed(day)
        anchor = Anchor.objects.create(
            day=day,
            root=document.root,
            count=len(document.heads),
            previous=document.previous,
            digest=document.digest,
        )
        if anchor_files.read_text(day) is None:
            anchor_files.write_once(day, write(document))
    _mark(document.heads)
    return _data(anchor)


def _composed(day: date) -> Document:
    last = Anchor.objects.order_by("-day").first()
    if last and last.day > day:
        raise Conflict(f"{last.day} 已经锚定，不能再补 {day} 的锚定；其记录已包含在后一天的锚定中。")
    return compose(day, now(), last.digest if last else GENESIS, _heads_at_the_end_of(day))


def _taken_over(day: date) -> Document | None:
    text = anchor_files.read_text(day)
    if text is None:
        return None
    document = read(text)
    if document.day != day or not untouched(document):
        raise ValueError(f"the anchor file of {day} was changed; run the journal verifier")
    return document


def _heads_at_the_end_of(day: date) -> Iterator[Leaf]:
    midnight = datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
    waiting = dict(
        Head.objects.filter(anchored_length__lt=F("length")).values_list("subject", "anchored_length")
    )
    subjects = sorted(waiting)
    for start in range(0, len(subjects), BATCH):
        entries = Entry.objects.filter(subject__in=subjects[start : start + BATCH], recorded_at__lt=midnight)
        last: dict[str, Leaf] = {}
        for leaf in entries.order_by("subject", "position").values_list("subject", "position", "hash"):
            last[leaf[0]] = Leaf(*leaf)
        yield from (leaf for leaf in last.values() if leaf.position > waiting[leaf.subject])


def _mark(leaves: Iterable[Leaf]) -> None:
    # After the commit and one by one: holding many heads at once could lock out acts. A crash in between
    # only makes the next anchor name some heads again.
    for leaf in leaves:
        Head.objects.filter(subject=leaf.subject, anchored_length__lt=leaf.position).update(
            anchored_length=leaf.position
        )


def _data(anchor: Anchor) -> AnchorData:
    return AnchorData(
        day=anchor.day,
        root=anchor.root,
        count=anchor.count,
        digest=anchor.digest,
        previous=anchor.previous,
        path=str(anchor_files.path_of(anchor.day)),
    )
