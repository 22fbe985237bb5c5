"""The page of the room says what the table says: the diagram and the events are read off it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from yimen.contexts.cases.domain.states import MOVES

PAGE = Path(__file__).parents[3] / "docs" / "contexts" / "cases.md"


def diagram() -> str:
    """Return the state diagram as the page must show it."""
    acts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for move in MOVES:
        acts[(move.state or "[*]", move.next_state or "[*]")].append(move.action)
    lines = [f"    {start} --> {end}: {', '.join(names)}" for (start, end), names in acts.items()]
    return "\n".join(["stateDiagram-v2", *lines, "    closed --> [*]"])


def test_the_diagram_is_the_table():
    assert f"```mermaid\n{diagram()}\n```" in PAGE.read_text("utf-8"), diagram()


def test_every_event_of_the_table_is_named():
    page = PAGE.read_text("utf-8")
    assert [move.event for move in MOVES if f"`{move.event}`" not in page] == []
