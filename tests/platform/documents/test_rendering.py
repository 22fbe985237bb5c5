"""Documents: the same facts give the same bytes, every character is there, facts are never code."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from yimen.platform.documents import fonts
from yimen.platform.documents.api import (
    CannotBePrinted,
    font_directories,
    qr_svg,
    render,
    require_chinese_font,
)

MOMENT = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)
FACTS = {
    "body": "广安区行政审批局",
    "title": "补正材料一次性告知书",
    "number": "广区审批补〔2026〕第12号",
    "addressee": "王秀兰",
    "paragraphs": ["您提出的申请收悉，现一次告知如下。"],
    "table": [["申请事项", "食品经营许可"]],
    "points": ["平面布置图未标明面积。"],
    "remedies": "如不服，可以依法申请行政复议。",
    "date": "2026年3月18日",
    "footer": "核验编号 7KQ2-91XM",
}


def words(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()


@pytest.fixture(scope="session")
def poppler():
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils are not installed")


def test_the_same_facts_and_moment_give_the_same_bytes():
    assert render("documents/paper.typ", FACTS, MOMENT) == render("documents/paper.typ", dict(FACTS), MOMENT)


def test_the_general_paper_answers_to_its_short_names_too():
    page = render("documents/paper.typ", FACTS, MOMENT)
    assert render("papers/paper.typ", FACTS, MOMENT) == render("paper.typ", FACTS, MOMENT) == page


def test_another_process_sets_the_same_bytes():
    program = (
        "import sys, json, hashlib, django; from datetime import datetime, UTC; django.setup();"
        "from yimen.platform.documents.api import render;"
        "facts = json.load(sys.stdin);"
        "pdf = render('paper.typ', facts, datetime(2026, 3, 18, 1, tzinfo=UTC), archival=True);"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    here = hashlib.sha256(render("paper.typ", FACTS, MOMENT, archival=True)).hexdigest()
    other = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(FACTS).encode(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert other.stdout.decode().strip() == here


def test_another_moment_or_fact_gives_other_bytes():
    page = render("paper.typ", FACTS, MOMENT)
    assert page != render("paper.typ", {**FACTS, "date": "2026年3月19日"}, MOMENT)
    assert page != render("paper.typ", FACTS, MOMENT.replace(day=19))


@pytest.mark.usefixtures("poppler")
def test_everything_given_stands_on_the_paper():
    text = words(render("paper.typ", FACTS, MOMENT, archival=True)).replace("\n", "").replace(" ", "")
    for value in (
        "补正材料一次性告知书",
        "〔2026〕第12号",
        "王秀兰：",
        "食品经营许可",
        "平面布置图未标明面积",
    ):
        assert value in text


@pytest.mark.usefixtures("poppler")
def test_what_looks_like_code_in_a_fact_is_printed_as_it_is():
    text = words(render("paper.typ", {**FACTS, "addressee": '#read("/etc/passwd") $x$ *b*'}, MOMENT))
    assert '#read("/etc/passwd") $x$ *b*' in text


def test_a_paper_may_leave_parts_out():
    assert render("paper.typ", {"body": "某局", "title": "通知"}, MOMENT).startswith(b"%PDF-1.7")


def test_an_archival_paper_says_that_it_is_pdf_a_2b():
    page = render("paper.typ", FACTS, MOMENT, archival=True)
    assert b"pdfaid" in page


def test_a_character_that_no_font_has_stops_the_archival_paper():
    with pytest.raises(CannotBePrinted):
        render("paper.typ", {**FACTS, "addressee": "\U000e0fff\ue123"}, MOMENT, archival=True)


@pytest.mark.parametrize("name", ["missing.typ", "../style.typ", "/etc/passwd", "paper", "nowhere/paper.typ"])
def test_only_templates_of_the_papers_folders_are_set(name):
    with pytest.raises(CannotBePrinted):
        render(name, FACTS, MOMENT)


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="aware"):
        render("paper.typ", FACTS, datetime(2026, 3, 18))


def test_a_chinese_font_is_found_here():
    assert require_chinese_font() == font_directories()


def test_without_any_font_one_sentence_says_what_to_install():
    nothing = fonts.system_fonts(["A Family Nobody Has"]) or fonts.packaged_fonts("package_nobody_has")
    assert nothing == []
    with pytest.raises(RuntimeError, match="没有找到中文字体"):
        require_chinese_font(nothing)


def test_a_qr_code_is_one_svg_element():
    assert qr_svg("http://localhost/verify/abc/").startswith("<svg")
