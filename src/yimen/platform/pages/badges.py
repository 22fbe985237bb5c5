"""A standing in a word and a shape; its colour only repeats what they say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Badge:
    """A word, the shape before it, and a style: good, warn, bad, info or none."""

    word: str
    shape: str = ""
    style: str = ""
