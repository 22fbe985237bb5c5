"""What the pages for readers name exists, and what exists is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from yimen.config.env import Environment
from yimen.sites.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
IMAGES = ("home-390", "guide-390", "case-390", "desk-1280", "licence-1280")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"\bYIMEN_[A-Z]+(?:_[A-Z]+)*\b")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
WORDS_OF_THE_TRADE = (
    "service item", "base item", "implementation item", "guide", "officer's manual", "material", "situation",
    "data element", "application", "bundle", "case", "receipt", "pre-review", "acceptance", "not required",
    "refusal to accept", "correction", "deferral", "commitment", "review step", "opinion", "decision",
    "special procedure", "extension", "lower-level examination", "forward up", "instant case",
    "promised case", "delivery", "window", "licence", "card", "supervise order", "rating", "work order", "visit",
)  # fmt: skip


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(name: str) -> list[str]:
    """Return every piece of code in the page: spans and the lines of fenced blocks."""
    text = text_of(name)
    blocks = [line for block in FENCE.findall(text) for line in block.splitlines()[1:-1]]
    return blocks + re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(cli))


def command_in(code: str) -> tuple[str, str] | None:
    """Return (command, rest) of a call of the program, None where the code is something else."""
    found = re.search(r"(?:^|[\s/])yimen ((?:[a-z]+ ?)+)(.*)$", code)
    if found is None:
        return None
    words = found[1].split()
    depth = 2 if words[0] in cli.commands and isinstance(cli.commands[words[0]], click.Group) else 1
    return " ".join(words[:depth]), " ".join(words[depth:]) + found[2]


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_exactly_the_make_targets_there_are(readme):
    there = set(re.search(r"^\.PHONY:(.*)$", text_of("Makefile"), re.MULTILINE)[1].split())
    named = {found for code in code_of(readme) for found in re.findall(r"\bmake ([a-z]+)", code)}

    assert named == there


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_exactly_the_commands_there_are(readme):
    calls = [call for code in code_of(readme) if (call := command_in(code))]

    assert {name for name, _ in calls} == set(COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_an_option_shown_with_a_command_exists(readme):
    known = {
        option for command in COMMANDS.values() for parameter in command.params for option in parameter.opts
    }
    shown = {option for code in code_of(readme) for option in re.findall(r"(?<![\w-])--[a-z-]+", code)}

    assert shown <= known | {"--help"}


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_exactly_the_variables_the_program_honours(readme):
    keys = re.findall(
        r'load_or_create_key\(ENV\.data_dir, "(\w+)"\)', text_of("src/yimen/config/settings/security.py")
    )
    there = {f"YIMEN_{name.upper()}" for name in (*Environment.model_fields, *(f"key_{key}" for key in keys))}
    outside = {ROOT / ".ci" / "run", *(ROOT / "scripts").iterdir(), *(ROOT / "tests").rglob("*.py")} - {
        Path(__file__)
    }
    for path in outside:
        there |= set(VARIABLE.findall(path.read_text(encoding="utf-8")))

    assert set(VARIABLE.findall(text_of(readme))) == there


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_the_other_variables_of_the_scripts(readme):
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "scripts").iterdir())
    for name in ("PORT", "BASE_URL", "PYTHON", "CI"):
        assert any(re.search(rf"\b{name}\b", code) for code in code_of(readme)), name
    assert "${PYTHON:-}" in scripts


def test_both_readmes_have_the_same_headings_tables_and_links():
    english, chinese = (FENCE.sub("", text_of(name)) for name in READMES)

    def shape(text: str) -> list[int]:
        return [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]

    def targets(text: str) -> list[str]:
        return sorted(link for link in LINK.findall(text) if link not in READMES)

    assert shape(english) == shape(chinese)
    assert len(re.findall(r"^\|", english, re.MULTILINE)) == len(re.findall(r"^\|", chinese, re.MULTILINE))
    assert targets(english) == targets(chinese)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_repository_leads_somewhere(page):
    broken = []
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link) or link.startswith("#"):
            continue
        if not (page.parent / link.partition("#")[0]).exists():
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("name", IMAGES)
def test_every_screenshot_is_there_and_shown_in_both_readmes(name):
    assert (ROOT / "docs" / "images" / f"{name}.png").is_file()
    for readme in READMES:
        assert f"docs/images/{name}.png" in text_of(readme)


def test_every_decision_is_numbered_without_gaps_listed_and_has_the_four_parts():
    records = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    listed = text_of("docs/decisions/README.md")

    assert [record.name[:4] for record in records] == [
        f"{number:04d}" for number in range(1, len(records) + 1)
    ]
    for record in records:
        text = record.read_text(encoding="utf-8")
        parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Rejected", "Consequences"], record.name
        assert text.startswith(f"# {record.name[:4]} · "), record.name
        assert f"]({record.name})" in listed, record.name


def test_every_part_of_the_machinery_has_its_paragraph():
    folder = ROOT / "src" / "yimen" / "platform"
    parts = {path.stem for path in folder.iterdir() if not path.name.startswith(("_", "."))}

    assert set(re.findall(r"^\*\*(\w+)\*\*", text_of("docs/platform.md"), re.MULTILINE)) == parts


@pytest.mark.parametrize("word", WORDS_OF_THE_TRADE)
def test_every_word_of_the_trade_is_in_the_glossary(word):
    assert f"\n| {word} |" in text_of("docs/glossary.md")


def test_a_page_names_no_file_that_is_not_there():
    """Paths in code spans of the pages, from the root of the repository."""
    wrong = []
    for page in PAGES:
        for code in re.findall(
            r"`((?:src|tests|data|scripts|docs)/[\w./*-]+)`", page.read_text(encoding="utf-8")
        ):
            if not list(ROOT.glob(code.rstrip("/"))) and "<" not in code:
                wrong.append(f"{page.relative_to(ROOT)}: {code}")

    assert wrong == []
