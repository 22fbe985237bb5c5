"""What is wrong with a chain, found from its entries, its head and the anchors that saw it.

An edited entry no longer gives its hash. If its hash was doctored too, its successor no longer fits. If the
whole rest of the chain was doctored, the head does not fit; if the head was doctored too, an anchor does not
fit. A cut tail leaves a perfect but shorter chain: only the head and the anchors know better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yimen.platform.journal.data import Finding, HeadData
from yimen.platform.journal.domain.chain import GENESIS, Sealed, hash_of

REACH = 100
"""How far from its place a moved entry is looked for."""


@dataclass(frozen=True)
class Witness:
    """An anchored head: on ``day`` the entry at ``position`` had this hash."""

    day: str
    position: int
    hash: str


def inspect(
    subject: str, entries: Sequence[Sealed], head: HeadData | None, witnesses: Sequence[Witness]
) -> list[Finding]:
    """Return the findings of one subject, each once, in the order of their positions."""
    found: dict[tuple[str, int], Finding] = {}
    for finding in (
        *_links(subject, entries),
        *_head(subject, entries, head),
        *_anchored(subject, entries, witnesses),
    ):
        found.setdefault((finding.kind, finding.position), finding)
    return sorted(found.values(), key=lambda finding: (finding.position, finding.kind))


def _links(subject: str, entries: Sequence[Sealed]) -> Iterator[Finding]:
    hashes = {GENESIS, *(entry.hash for entry in entries)}
    expected, before = 1, GENESIS
    for entry in entries:
        place = entry.record.position
        if place > expected:
            missing = f"第 {expected} 条" if place == expected + 1 else f"第 {expected} 至 {place - 1} 条"
            yield Finding("removed", subject, expected, f"{missing}记录被移除。")
        if not entry.intact:
            yield _not_intact(subject, entry, hashes)
        elif place == expected and entry.record.previous != before:
            yield Finding("broken_link", subject, place, f"第 {place} 条记录与前一条接不上，前一条被改写过。")
        expected, before = place + 1, entry.hash


def _not_intact(subject: str, entry: Sealed, hashes: set[str]) -> Finding:
    place = entry.record.position
    nearby = range(max(1, place - REACH), place + REACH + 1)
    home = next((at for at in nearby if hash_of(replace(entry.record, position=at)) == entry.hash), 0)
    if not home:
        return Finding("edited", subject, place, f"第 {place} 条记录的内容被改动过。")
    if entry.record.previous not in hashes:
        return Finding("removed", subject, place, f"第 {place} 条原为第 {home} 条，它之前的记录被移除。")
    return Finding("reordered", subject, place, f"第 {place} 条原为第 {home} 条，顺序被改动过。")


def _head(subject: str, entries: Sequence[Sealed], head: HeadData | None) -> Iterator[Finding]:
    last = entries[-1] if entries else None
    length = last.record.position if last else 0
    if head is None:
        if last:
            yield Finding("head_missing", subject, 0, "链头记录不见了。")
    elif head.length > length:
        yield _cut(subject, length, f"链头记有 {head.length} 条")
    elif head.length < length:
        yield Finding(
            "unaccounted", subject, head.length + 1, f"链头只记有 {head.length} 条，实有 {length} 条。"
        )
    elif last and head.hash != last.hash:
        yield Finding("head_mismatch", subject, length, f"第 {length} 条记录与链头不符。")


def _anchored(subject: str, entries: Sequence[Sealed], witnesses: Sequence[Witness]) -> Iterator[Finding]:
    stored = {entry.record.position: entry.hash for entry in entries}
    length = max(stored, default=0)
    for witness in witnesses:
        if witness.position > length:
            yield _cut(subject, length, f"{witness.day} 的锚定记有 {witness.position} 条")
        elif stored.get(witness.position, witness.hash) != witness.hash:
            text = f"第 {witness.position} 条记录与 {witness.day} 的锚定不符，链被整段改写过。"
            yield Finding("anchor_mismatch", subject, witness.position, text)


def _cut(subject: str, length: int, source: str) -> Finding:
    return Finding("cut_tail", subject, length + 1, f"{source}，现只剩 {length} 条，末尾记录被截去。")
