"""Blank forms and filled samples: one source, printed from the version, the same bytes every time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.contexts.catalogue import samples
from tests.contexts.catalogue.test_load_exemplars import CONTENT, HEADING
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.domain.content_rules import faults
from yimen.contexts.catalogue.domain.paper_forms import PaperForm, PaperPart, form_faults
from yimen.contexts.catalogue.services.load_exemplars import read_exemplar, read_forms
from yimen.contexts.identity.data import SYSTEM
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidInput, InvalidValue, NotFound
from yimen.kernel.reference import data_file
from yimen.platform.wallclock import today

FORMS = read_forms(data_file("forms"))
ITEMS = {path.stem: read_exemplar(path, FORMS)[1] for path in data_file("items").glob("*.toml")}
OFFERED = [(name, m.key) for name, content in ITEMS.items() for m in content.materials if m.blank_form]


@pytest.fixture(scope="module")
def slugs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The address of each shipped item."""
    with django_db_blocker.unblock(), transaction.atomic():
        regions.load_divisions(data_file("regions.csv"), within="511602000000")
        regions.load_organisations(data_file("organisations.toml"))
        report = catalogue.load_exemplars(data_file("items"))
        yield dict(zip(sorted(ITEMS), report.slugs, strict=True))
        transaction.set_rollback(True)


def words(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils are not installed")
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(found.stdout.decode().split())


def said(text: str) -> str:
    return "".join(text.split())


# What is printed


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "material"), OFFERED)
def test_a_form_is_printed_blank_and_as_a_sample_and_every_character_is_there(
    slugs: dict[str, str], item: str, material: str
) -> None:
    blank = catalogue.form_file(slugs[item], material, sample=False)
    sample = catalogue.form_file(slugs[item], material, sample=True)
    for file, word in ((blank, "空白表格"), (sample, "填写样例")):
        assert file.body.startswith(b"%PDF-1.7")
        assert b"pdfaid" in file.body, "set as PDF/A: a character without a font would have stopped it"
        assert word in file.name
        assert len(file.body) < 200_000
    assert blank.body != sample.body


@pytest.mark.django_db
def test_the_same_version_prints_the_same_bytes_even_in_a_fresh_process(slugs: dict[str, str]) -> None:
    from yimen.contexts.catalogue import selectors

    for sample in (False, True):
        once = catalogue.form_file(slugs["food-business-licence"], "safety_rules", sample)
        selectors._printed.cache_clear()
        assert catalogue.form_file(slugs["food-business-licence"], "safety_rules", sample) == once


@pytest.mark.django_db
def test_the_blank_shows_every_label_and_no_answer_the_sample_shows_both(slugs: dict[str, str]) -> None:
    slug, form = slugs["food-business-licence"], FORMS["food-safety-rules"]
    blank = words(catalogue.form_file(slug, "safety_rules", sample=False).body)
    sample = words(catalogue.form_file(slug, "safety_rules", sample=True).body)
    labels = [field.label for part in form.parts for field in part.fields]
    labels += [column.label for part in form.parts if part.table for column in part.table.columns]
    for label in [*labels, form.title, form.signature, "进货查验记录制度"]:
        assert said(label) in blank
        assert said(label) in sample
    assert "13800000001" not in blank
    assert "13800000001" in sample
    assert "都是演示用的" in sample
    assert "第1版" in blank


@pytest.mark.django_db
def test_what_has_no_form_is_not_found(slugs: dict[str, str]) -> None:
    food, closing = slugs["food-business-licence"], slugs["sole-trader-deregistration"]
    for slug, material in ((food, "no_such"), (closing, "tax_clearance"), ("no-such-item", "safety_rules")):
        for sample in (False, True):
            with pytest.raises(NotFound):
                catalogue.form_file(slug, material, sample)


@pytest.mark.django_db
def test_an_older_version_keeps_its_form(slugs: dict[str, str]) -> None:
    slug = slugs["food-business-licence"]
    before = catalogue.item_page(slug)
    assert before.content is not None
    printed = catalogue.form_file(slug, "safety_rules", sample=False)
    renamed = tuple(form.model_copy(update={"title": "新清单"}) for form in before.content.forms)
    content = before.content.model_copy(update={"forms": renamed})
    draft = catalogue.draft_version(
        item_id=before.item_id, content=content, effective_on=today(), actor=SYSTEM
    )
    catalogue.publish_version(version_id=draft.id, actor=SYSTEM)

    assert catalogue.form_file(slug, "safety_rules", sample=False).name.startswith("新清单")
    assert catalogue.form_file(slug, "safety_rules", False, before.id) == printed
    with pytest.raises(NotFound):
        catalogue.form_file(slugs["food-website-filing"], "safety_rules", False, before.id)


# What is checked when it is loaded


def test_no_shipped_form_strays() -> None:
    used = {form.name for content in ITEMS.values() for form in content.forms}
    assert used == set(FORMS)
    assert len(FORMS) >= 12
    for form in FORMS.values():
        assert list(form_faults(form)) == []
        assert form.intro, form.name


def test_every_sample_says_that_it_is_invented() -> None:
    for form in FORMS.values():
        assert "演示" in form.model_dump_json(), form.name


def test_a_form_nobody_wrote_stops_the_file(district: None, tmp_path: Path) -> None:
    items = tmp_path / "items"
    items.mkdir()
    wanted = (
        'materials = [{ key = "hives", name = "蜂箱清单", blank_form = "bee-hives", sample = "bee-hives" }]'
    )
    (items / "bees.toml").write_text(CONTENT.replace("materials = []", wanted) + HEADING, encoding="utf-8")

    with pytest.raises(InvalidValue, match="蜂箱清单”要用的表格“bee-hives”不存在") as refused:
        catalogue.load_exemplars(items)
    assert refused.value.code == "unknown_form"

    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "bee-hives.toml").write_text(HIVES, encoding="utf-8")
    slug = catalogue.load_exemplars(items).slugs[0]
    assert "蜂箱清单" in catalogue.form_file(slug, "hives", sample=True).name


HIVES = """
title = "蜂箱清单"
item = "养蜂证换证"
parts = [{ fields = [{ label = "蜂箱数", sample = "30箱（演示）" }] }]
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "蜂箱清单"', 'title = "蜂箱清单', "bee-hives.toml不是有效的TOML"),
        (
            'title = "蜂箱清单"',
            'colour = "red"\ntitle = "蜂箱清单"',
            "bee-hives.toml的内容不符合要求：colour",
        ),
        ('item = "养蜂证换证"', 'item = "别的事项"', "是“别的事项”的，不是本事项的"),
        (', sample = "30箱（演示）"', "", "“蜂箱数”没有样例"),
    ],
)
def test_a_wrong_form_is_refused_with_its_place(
    district: None, tmp_path: Path, old: str, new: str, words: str
) -> None:
    items, forms = tmp_path / "items", tmp_path / "forms"
    items.mkdir()
    forms.mkdir()
    wanted = 'materials = [{ key = "hives", name = "蜂箱清单", blank_form = "bee-hives" }]'
    (items / "bees.toml").write_text(CONTENT.replace("materials = []", wanted) + HEADING, encoding="utf-8")
    (forms / "bee-hives.toml").write_text(HIVES.replace(old, new), encoding="utf-8")

    with pytest.raises((InvalidValue, InvalidInput), match=words):
        catalogue.load_exemplars(items)
    assert catalogue.search("养蜂证").total == 0


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({}, "是空的"),
        ({"fields": [{"label": "甲", "sample": "1"}, {"label": "甲", "sample": "2"}]}, "出现了两次"),
        ({"fields": [{"label": "甲", "options": ["是", "否"], "sample": "也许"}]}, "不在选项里"),
        ({"table": {"columns": [{"label": "甲"}], "spare": 1, "sample": [["1", "2"]]}}, "列数不同"),
        ({"table": {"columns": [{"label": "甲"}], "sample": [["1"]]}}, "没有可以填写的行"),
        ({"table": {"columns": [{"label": "甲"}], "spare": 1, "sample": [["1"], ["2"]]}}, "比空白表多"),
        ({"table": {"columns": [{"label": "甲"}], "printed": ["乙"], "sample": [["1"]]}}, "依次填写"),
        ({"drawing": {"rooms": [{"x": 30, "y": 0, "width": 9, "height": 2}]}}, "画到了方格外面"),
        ({"drawing": {}}, "没有画图"),
    ],
)
def test_a_form_does_not_contradict_itself(part: dict[str, object], words: str) -> None:
    form = PaperForm(name="x", title="表", item="事项", parts=(PaperPart.model_validate(part),))
    assert any(words in fault for fault in form_faults(form))


def test_a_version_is_not_published_with_a_form_it_does_not_have() -> None:
    content = samples.content()
    (first, *rest) = content.materials
    broken = content.model_copy(
        update={"materials": (first.model_copy(update={"blank_form": "missing"}), *rest)}
    )
    assert any("“missing”不存在" in fault.message for fault in faults(broken))
    idle = content.model_copy(update={"forms": (FORMS["food-safety-rules"],)})
    assert {"没有材料用到", "不是本事项的"} <= {
        words
        for fault in faults(idle)
        for words in ("没有材料用到", "不是本事项的")
        if words in fault.message
    }


# Over REST


@pytest.mark.django_db
@pytest.mark.urls("tests.contexts.catalogue.urls")
def test_a_form_comes_over_rest(slugs: dict[str, str]) -> None:
    base = f"/api/v1/items/{slugs['food-business-licence']}/forms/safety_rules"
    answer = Client().get(f"{base}/sample")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline;")
    assert answer.content == Client().get(f"{base}/sample").content
    assert Client().get(f"{base}/other").status_code == 422
    assert Client().get(f"{base}/blank?version=x").status_code == 422
    assert Client().get(base.replace("safety_rules", "no_such") + "/blank").status_code == 404
