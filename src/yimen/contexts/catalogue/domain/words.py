"""Everyday words and themes: data about how people look for things, read from the shipped files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from yimen.kernel.reference import data_file


@dataclass(frozen=True)
class Theme:
    """One drawer that items are filed in by words of their names."""

    name: str
    words: tuple[str, ...]
    subjects: tuple[str, ...]
    departments: tuple[str, ...] = ()
    """Departments whose items fall here when no word files them anywhere."""


@lru_cache(maxsize=1)
def shipped_themes() -> tuple[Theme, ...]:
    """Return the themes of ``data/themes.toml``, in the order they are shown."""
    document = tomllib.loads(data_file("themes.toml").read_text(encoding="utf-8"))
    return tuple(
        Theme(
            name=entry["name"],
            words=tuple(entry["words"]),
            subjects=tuple(entry["subjects"]),
            departments=tuple(entry.get("departments", ())),
        )
        for entry in document["theme"]
    )


@lru_cache(maxsize=1)
def shipped_synonyms() -> dict[str, tuple[str, ...]]:
    """Return everyday words with their official words."""
    document = tomllib.loads(data_file("synonyms.toml").read_text(encoding="utf-8"))
    return {word: tuple(official) for word, official in document["synonyms"].items()}


def themes_of(name: str, group: str = "", department: str = "") -> list[Theme]:
    """Return the themes whose words stand in the name or its group; failing that, those of the department."""
    text = name + group
    by_word = [theme for theme in shipped_themes() if any(word in text for word in theme.words)]
    return by_word or [theme for theme in shipped_themes() if department in theme.departments]
