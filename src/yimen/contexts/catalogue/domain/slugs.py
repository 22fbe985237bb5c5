"""The stable part of an item's address: speakable, and the same wherever the same list is imported."""

from __future__ import annotations

import hashlib

from pypinyin import lazy_pinyin

from yimen.contexts.catalogue.domain.tokens import is_chinese, runs


def slug(name: str, published_code: str) -> str:
    """Return the initials of the name and eight characters that stand for the published code."""
    initials = "".join(
        syllable[0]
        for run in runs(name)
        if is_chinese(run)
        for syllable in lazy_pinyin(run)
        if syllable.isascii()
    )
    mark = hashlib.sha256(published_code.encode()).hexdigest()[:8]
    return f"{initials[:12]}-{mark}" if initials else mark
