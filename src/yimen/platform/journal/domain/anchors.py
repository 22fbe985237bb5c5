"""The text of an anchor file and the check that it still says what it said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yimen.platform.journal.domain.chain import GENESIS, canonical
from yimen.platform.journal.domain.merkle import root_of

FORMAT = "yimen-anchor-1"


@dataclass(frozen=True)
class Leaf:
    """The head of one subject at the moment of anchoring."""

    subject: str
    position: int
    hash: str

    @property
    def text(self) -> str:
        """Return what the tree hashes."""
        return f"{self.subject}\n{self.position}\n{self.hash}"


@dataclass(frozen=True)
class Document:
    """One anchor: the leaves, the root over them, and the anchor before it."""

    day: date
    made_at: str
    previous: str
    root: str
    heads: tuple[Leaf, ...]
    digest: str


def compose(day: date, made_at: datetime, previous: str, heads: Iterable[Leaf]) -> Document:
    """Return the anchor of ``day``; ``previous`` is the digest of the anchor before it."""
    leaves = tuple(sorted(heads, key=lambda leaf: leaf.subject))
    root = root_of([leaf.text for leaf in leaves])
    unsigned = Document(day, made_at.isoformat(), previous or GENESIS, root, leaves, "")
    return Document(day, unsigned.made_at, unsigned.previous, root, leaves, digest_of_document(unsigned))


def digest_of_document(document: Document) -> str:
    """Return SHA-256 over everything the file says except the digest itself."""
    return hashlib.sha256(canonical(_body(document)).encode()).hexdigest()


def write(document: Document) -> str:
    """Return the text of the anchor file."""
    return json.dumps({**_body(document), "digest": document.digest}, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Document:
    """Return the anchor a file tells of; ValueError says that it is no anchor."""
    try:
        body = json.loads(text)
        if body["format"] != FORMAT:
            raise ValueError(f"unknown anchor format {body['format']!r}")
        return Document(
            day=date.fromisoformat(body["day"]),
            made_at=str(body["made_at"]),
            previous=str(body["previous"]),
            root=str(body["root"]),
            heads=tuple(Leaf(str(s), int(p), str(h)) for s, p, h in body["heads"]),
            digest=str(body["digest"]),
        )
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError("not an anchor file") from error


def untouched(document: Document) -> bool:
    """Return whether the root follows from the leaves and the digest from the whole."""
    root = root_of([leaf.text for leaf in document.heads])
    return root == document.root and digest_of_document(document) == document.digest


def _body(document: Document) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "day": document.day.isoformat(),
        "made_at": document.made_at,
        "previous": document.previous,
        "count": len(document.heads),
        "root": document.root,
        "heads": [[leaf.subject, leaf.position, leaf.hash] for leaf in document.heads],
    }
