"""The design system keeps its promises: small, readable, nothing inline, no stranger's server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[3] / "src" / "yimen"
STATIC = SRC / "platform" / "pages" / "static" / "pages"
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", (STATIC / "tokens.css").read_text("utf-8")))

TEXT_ON_GROUND = [
    ("ink", "ground"), ("ink", "paper"), ("ink-soft", "ground"), ("ink-soft", "paper"), ("ink-soft", "action-soft"),
    ("ink", "grey-soft"), ("action", "ground"), ("action", "paper"), ("paper", "action"), ("paper", "action-deep"),
    ("red", "red-soft"), ("red", "paper"), ("amber", "amber-soft"), ("green", "green-soft"),
    ("action-deep", "action-soft"), ("ink", "amber-soft"), ("ink", "red-soft"), ("ink", "green-soft"),
]  # fmt: skip


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), [("edge", "paper"), ("focus", "paper"), ("focus", "ground")])
def test_edges_and_the_focus_ring_can_be_seen(edge, ground):
    assert contrast(edge, ground) >= 3


def test_only_the_tokens_name_colours():
    named = {
        sheet.name: re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text("utf-8"))
        for sheet in STATIC.glob("*.css")
        if sheet.name not in ("tokens.css", "print.css")
    }
    assert not any(named.values()), named


def test_the_citizens_sheets_stay_small():
    sheets = [sheet for sheet in STATIC.glob("*.css") if sheet.name != "desk.css"]
    assert sum(sheet.stat().st_size for sheet in sheets) < 25_000


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_template_has_nothing_inline_and_asks_no_stranger(template):
    text = template.read_text("utf-8")

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(?:src|href|action)=[\"']https?://", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_every_form_that_changes_something_carries_its_token(template):
    for form in re.findall(r"<form\b.*?</form>", template.read_text("utf-8"), flags=re.DOTALL):
        if 'method="post"' in form:
            assert "{% csrf_token %}" in form
