"""The words of messages: data in the ``texts.toml`` of the room that sends them.

``[issued]`` in the licences room is the template ``licences.issued``, with ``title``, ``body`` and, where the
SMS must be shorter, ``sms``. Facts stand in braces; every fact named must be given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Words:
    """One message in words."""

    title: str
    body: str
    sms: str


class UnknownText(LookupError):
    """No room has such a template, or a fact it names was not given: a fault of the sender."""


@lru_cache(maxsize=1)
def templates() -> dict[str, Words]:
    """Return the templates of all rooms."""
    found: dict[str, Words] = {}
    for config in apps.get_app_configs():
        path = Path(config.path) / "texts.toml"
        if not path.is_file():
            continue
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[f"{config.label}.{name}"] = Words(
                title=entry["title"], body=entry["body"], sms=entry.get("sms", entry["body"])
            )
    return found


def words(template: str, facts: Mapping[str, Any]) -> Words:
    """Return the message in words, with the facts put in."""
    pattern = templates().get(template)
    if pattern is None:
        raise UnknownText(f"no message template {template!r} in any room's texts.toml")
    values = {key: str(value) for key, value in facts.items()}  # plain text: nothing to reach into
    try:
        return Words(*(text.format_map(values) for text in (pattern.title, pattern.body, pattern.sms)))
    except KeyError as missing:
        raise UnknownText(f"message template {template!r} needs the fact {missing}") from missing
