"""The house stays simple: sizes, names, kinds of file, doors, foreign keys."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "yimen"
SOURCES = [path for path in SRC.rglob("*.py") if "migrations" not in path.parts]
TESTS = list((ROOT / "tests").rglob("*.py"))
ORDER = ["regions", "clocks", "identity", "exchange", "licences", "catalogue", "cases"]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "core", "manager"}
KINDS = {
    "__init__", "apps", "domain", "data", "models", "selectors", "services", "ports", "adapters",
    "subscribers", "tasks", "web", "templates", "papers", "api", "migrations", "__pycache__", "static", "texts",
}  # fmt: skip


def rooms() -> list[Path]:
    return sorted(path for path in (SRC / "contexts").iterdir() if (path / "__init__.py").exists())


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_source_file_stays_under_four_hundred_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_test_file_stays_under_five_hundred_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_a_function_stays_under_forty_lines():
    long = [
        f"{path.relative_to(SRC)}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in SOURCES
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


def test_nothing_is_called_a_drawer():
    assert [
        path for path in SOURCES if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES
    ] == []


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_holds_only_the_kinds_of_file_the_house_knows(room):
    assert {path.stem for path in room.iterdir()} - KINDS == set()


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_says_what_it_owns_and_what_it_never_does(room):
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""

    assert "Owns:" in said
    assert "Never:" in said


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_every_room_has_its_page_and_its_contract(room):
    assert (ROOT / "docs" / "contexts" / f"{room.name}.md").exists()
    inside = {"domain", "models", "selectors", "services", "ports", "adapters", "subscribers", "tasks"}
    for path in room.iterdir():
        if path.stem in inside:
            contract = f"    yimen.contexts.{room.name}.{path.stem}\n"
            assert contract in (ROOT / ".importlinter").read_text("utf-8"), contract


def test_a_service_file_is_named_by_its_verb():
    known_frames = {"motion", "act", "papers", "timing", "held", "uploads", "sending", "amending",
                    "reviewing", "wording", "overreach", "automation", "accepting"}  # fmt: skip
    files = {path.stem for path in (SRC / "contexts" / "cases" / "services").glob("*.py")} - {"__init__"}
    acts = files - known_frames

    assert all(re.match(r"^(accept|adopt|approve|ask|cancel|close|correct|decide|declare|decline|deem|deliver|"
                        r"discard|edit|extend|forward|give|issue|lapse|mark|open|pause|propose|report|resume|"
                        r"return|start|submit|supply|tell|terminate|transfer|void|withdraw)(_|$)", act)
               for act in acts), acts  # fmt: skip


def test_an_outsider_enters_a_room_only_by_api_or_data():
    """Import contracts forbid the inside by name; this forbids everything else, string imports included."""
    strangers = []
    for path in SOURCES:
        parts = path.relative_to(SRC).parts
        if parts[0] == "config":
            continue
        own = parts[1] if parts[0] == "contexts" and len(parts) > 1 else ""
        for room, inside in re.findall(r"yimen\.contexts\.(\w+)\.(\w+)", path.read_text("utf-8")):
            if room != own and inside not in {"api", "data"}:
                strangers.append(f"{path.relative_to(SRC)} -> {room}.{inside}")
    assert strangers == []


def test_a_foreign_key_to_another_room_points_down_and_has_no_way_back():
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("yimen.contexts."):
            continue
        own = model._meta.app_label
        for field in model._meta.get_fields():
            other = getattr(field, "remote_field", None) and field.related_model
            if not other or not field.concrete or other._meta.app_label == own:
                continue
            target = other._meta.app_label
            if target not in ORDER or ORDER.index(target) >= ORDER.index(own):
                wrong.append(f"{model.__name__}.{field.name} -> {target}")
            elif field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name} has a way back")
    assert wrong == []


def test_no_room_reaches_another_by_a_string():
    """``apps.get_model``, ``reverse("cases:…")`` and template includes are imports in disguise."""
    wrong = []
    for room in rooms():
        higher = "|".join(ORDER[ORDER.index(room.name) + 1 :]) or "nothing"
        sites = "citizen|desk"
        for path in [*room.rglob("*.py"), *room.rglob("*.html")]:
            text = path.read_text("utf-8")
            if re.search(r"get_model\(", text) and "migrations" not in path.parts:
                wrong.append(f"{path.relative_to(SRC)}: get_model")
            if re.search(rf"""(reverse\(|redirect\(|\{{% url )\s*["']({higher}|{sites}):""", text):
                wrong.append(f"{path.relative_to(SRC)}: address of a higher room")
            if re.search(rf"""(include|extends) ["']({higher}|{sites})/""", text):
                wrong.append(f"{path.relative_to(SRC)}: template of a higher room")
    assert wrong == []


def test_a_room_subscribes_only_to_itself_and_to_rooms_below():
    events = {"licence": "licences", "clock": "clocks", "case": "cases", "calendar": "regions",
              "catalogue": "catalogue", "item": "catalogue"}  # fmt: skip
    wrong = []
    for room in rooms():
        path = room / "subscribers.py"
        if not path.exists():
            continue
        for event in re.findall(r"""["'](\w+)\.\w+["']""", path.read_text("utf-8")):
            source = events.get(event)
            if source and ORDER.index(source) > ORDER.index(room.name):
                wrong.append(f"{room.name} listens up to {event}")
    assert wrong == []


def test_models_neither_override_save_nor_use_signals():
    for room in rooms():
        for path in room.rglob("*.py"):
            text = path.read_text("utf-8")
            assert "django.db.models.signals" not in text, path
            if path.stem == "models":
                assert "def save(" not in text, path


def test_pages_hold_no_rule_of_motion():
    for path in [*(SRC / "sites").rglob("*.html"), *(SRC / "sites" / "desk").rglob("*.py")]:
        assert not re.search(r"\b(case|view|row)\.state ==", path.read_text("utf-8")), path
