"""What differs between two versions, as places and short values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yimen.contexts.catalogue.data import Difference

_SHOWN = 200


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return every place that differs, in the order of the newer document, then what was dropped."""
    return list(_walk("", before, after))


def _walk(place: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*after, *(key for key in before if key not in after)]:
            yield from _walk(f"{place}.{key}" if place else str(key), before.get(key), after.get(key))
    elif _keyed(before) and _keyed(after):
        # Lists of things that have a key are compared by key, so that moving one is not a change of all.
        yield from _walk(place, _by_key(before), _by_key(after))
    else:
        yield Difference(place=place, before=_short(before), after=_short(after))


def _keyed(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(entry, Mapping) and entry.get("key") for entry in value)
    )


def _by_key(value: list[Mapping[str, Any]]) -> dict[str, Any]:
    return {str(entry["key"]): entry for entry in value}


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
