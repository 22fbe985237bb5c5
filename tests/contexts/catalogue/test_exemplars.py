"""The eight items written out in full: what each is an example of, and what holds for every one of them."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import date
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from yimen.contexts.catalogue.data import Content, Handling, Necessity, ResultKind, Source, StepKind
from yimen.contexts.catalogue.domain.content_rules import faults
from yimen.contexts.catalogue.services.load_exemplars import read_exemplar, read_forms
from yimen.kernel.itemcodes import BaseCode, ImplementationCode
from yimen.kernel.licenceid import LicenceTypeCode
from yimen.kernel.reference import data_file
from yimen.kernel.uscc import Uscc

PAUSE_GROUNDS = {
    "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review",
}  # fmt: skip
PREFILLS = {"holder.name", "holder.number", "holder.phone", "holder.address", "holder.representative"}
VAGUE = re.compile(
    r"其他(有关|相关)?(材料|资料|文件|证明|条件)|相关(材料|资料|文件|证明)|有关(材料|证明)|复印件|等材料"
)
AREA_CODE = re.compile(r"^0\d{2,3}-\d{5,8}$")


def _read(path: Path) -> tuple[dict[str, Any], Content]:
    heading, content = read_exemplar(path, FORMS)
    return heading.model_dump(), content


FORMS = read_forms(data_file("forms"))
ITEMS = {path.stem: _read(path) for path in sorted(data_file("items").glob("*.toml"))}
every_item = pytest.mark.parametrize(("head", "content"), ITEMS.values(), ids=ITEMS.keys())


NO_FORM = {"premises_proof", "design_and_construction_plan", "technical_assessment"}
"""Deeds, contracts and engineers' drawings: no form fits them."""


def item(name: str) -> Content:
    return ITEMS[name][1]


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, str]]:
    with data_file("catalogue-guangan.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["item_code"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def licence_types() -> dict[str, dict[str, Any]]:
    document = tomllib.loads(data_file("licence_types.toml").read_text(encoding="utf-8"))
    return {entry["code"]: entry for entry in document["types"]}


# What each is an example of


def test_there_are_eight() -> None:
    assert len(ITEMS) == 8


def test_an_instant_item_has_no_review_and_asks_for_nothing_the_state_knows() -> None:
    content = item("sole-trader-deregistration")
    assert content.handling == Handling.INSTANT
    assert content.steps == ()
    assert "person" in content.subjects
    assert not [m for m in content.materials if m.necessity == Necessity.REQUIRED]


def test_two_bodies_review_in_parallel_and_a_citizen_gets_a_licence() -> None:
    content = item("food-business-licence")
    at_once = [step for step in content.steps if not step.after]
    assert {step.body for step in at_once} == {"区市监局", "区卫健局"}
    assert content.body not in {step.body for step in at_once}
    assert content.handling == Handling.PROMISED
    assert "person" in content.subjects
    assert content.result.kind == ResultKind.LICENCE


def test_a_site_visit_is_made_by_two_officers_inside_the_limit() -> None:
    content = item("animal-epidemic-prevention-certificate")
    (visit,) = [step for step in content.steps if step.kind == StepKind.SITE_VISIT]
    assert visit.officers == 2
    assert content.special == ()
    assert _longest(content) <= content.promised_limit.days


def test_an_expert_review_is_a_special_procedure_with_its_days_told() -> None:
    content = item("road-level-crossing")
    (review,) = [step for step in content.steps if step.kind == StepKind.EXPERT]
    (special,) = content.special
    assert special.ground == "expert_review"
    assert special.days == review.limit.days
    assert "第45条" in special.explanation


def test_a_material_may_be_deferred_and_the_guide_says_until_when() -> None:
    materials = item("pesticide-business-licence").materials
    (deferrable,) = [material for material in materials if material.necessity == Necessity.DEFERRABLE]
    assert "补交" in deferrable.instructions


def test_a_commitment_says_what_is_promised_how_it_is_checked_and_who_is_excluded() -> None:
    commitment = item("public-place-hygiene-licence").commitment
    assert commitment is not None
    assert commitment.conditions
    assert commitment.consequences
    assert commitment.excluded
    assert commitment.check_days > 0
    assert item("public-place-hygiene-licence").steps, "the ordinary way stays open"


def test_an_item_is_for_companies_only_and_knows_the_company_already() -> None:
    content = item("job-agency-licence")
    assert content.subjects == ("company",)
    prefilled = [field for field in _fields(content) if field.prefill]
    assert len(prefilled) >= 5


def test_a_material_is_a_licence_the_platform_issued_itself() -> None:
    (material,) = item("food-website-filing").materials
    assert material.licence_type == item("food-business-licence").result.licence_type
    assert material.source == Source.GOVERNMENT
    assert set(item("food-website-filing").subjects) <= set(item("food-business-licence").subjects)


# Codes and bodies


@every_item
def test_the_published_code_stands_in_the_list_under_this_name_and_body(
    head: dict[str, Any], content: Content, published: dict[str, dict[str, str]]
) -> None:
    row = published[head["published_code"]]
    assert (row["name"], row["department"]) == (content.name, content.body)
    assert row["task_type"].zfill(2) == content.type


@every_item
def test_the_base_code_composes_a_valid_implementation_code(head: dict[str, Any], content: Content) -> None:
    base = BaseCode.parse(head["base_code"])
    assert base.item_type == content.type
    assert head["demo_code"] is True
    assert isinstance(head["effective_on"], date)
    body = Uscc.parse(head["published_code"].split("-")[3])
    assert ImplementationCode.build(body, int(content.level), base).level_fits_region


@every_item
def test_every_reviewing_body_is_a_department_of_the_list(
    head: dict[str, Any], content: Content, published: dict[str, dict[str, str]]
) -> None:
    departments = {row["department"] for row in published.values()}
    assert {content.body, *(step.body for step in content.steps)} <= departments


def test_no_two_items_share_a_code() -> None:
    for one, other in combinations((head for head, _ in ITEMS.values()), 2):
        assert one["base_code"] != other["base_code"]
        assert one["published_code"] != other["published_code"]


@every_item
def test_an_item_does_not_contradict_itself(head: dict[str, Any], content: Content) -> None:
    assert faults(content) == []


# Limits and the plan


@every_item
def test_what_is_promised_is_not_longer_than_the_law_allows(head: dict[str, Any], content: Content) -> None:
    assert content.promised_limit.unit == content.legal_limit.unit == "working_day"
    assert 1 <= content.promised_limit.days <= content.legal_limit.days
    assert content.legal_limit.basis


@every_item
def test_the_steps_fit_into_the_promised_limit(head: dict[str, Any], content: Content) -> None:
    counted = [step for step in content.steps if step.kind != StepKind.EXPERT]
    assert sum(step.limit.days for step in counted) <= content.promised_limit.days
    assert all(step.limit.unit == "working_day" for step in content.steps)


@every_item
def test_the_plan_has_an_order_and_every_step_its_points(head: dict[str, Any], content: Content) -> None:
    known = {step.key for step in content.steps}
    for step in content.steps:
        assert set(step.after) <= known
        assert step.points
        assert step.officers >= (2 if step.kind == StepKind.SITE_VISIT else 1)
    TopologicalSorter({step.key: step.after for step in content.steps}).prepare()  # raises on a cycle
    assert bool(content.steps) == (content.handling == Handling.PROMISED)


@every_item
def test_the_clock_may_pause_only_on_grounds_of_article_45(head: dict[str, Any], content: Content) -> None:
    assert {special.ground for special in content.special} <= PAUSE_GROUNDS


# What is asked


@every_item
def test_keys_are_unique_and_written_alike(head: dict[str, Any], content: Content) -> None:
    for keys in (
        [m.key for m in content.materials],
        [c.key for c in content.conditions],
        [s.key for s in content.steps],
        [g.key for g in content.groups],
        [f.key for f in _fields(content)],
    ):
        assert len(keys) == len(set(keys))
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in keys)


@every_item
def test_at_most_four_materials_and_none_of_them_vague(head: dict[str, Any], content: Content) -> None:
    assert len(content.materials) <= 4
    for material in content.materials:
        assert not VAGUE.search(material.name), material.name
        assert material.basis
        assert material.acceptance_standard
        assert material.common_errors
        assert material.instructions
        assert bool(material.when) == (material.necessity == Necessity.SITUATIONAL)


@every_item
def test_no_text_asks_for_paper_copies_or_other_materials(head: dict[str, Any], content: Content) -> None:
    ours = content.model_dump(exclude={"basis"})  # a statute is quoted in its own words
    found = [text for text in _texts(ours) if VAGUE.search(text)]
    assert not found


@every_item
def test_a_prepared_citizen_fills_the_form_in_three_minutes(head: dict[str, Any], content: Content) -> None:
    fields = _fields(content)
    assert 3 <= len(fields) <= 12
    assert len([f for f in fields if not f.prefill and f.kind not in ("choice", "date")]) <= 6
    assert all(1 <= len(group.fields) <= 5 for group in content.groups)
    assert {f.prefill for f in fields if f.prefill} <= PREFILLS
    assert all(f.element for f in fields)
    assert all(bool(f.choices) == (f.kind == "choice") for f in fields)


def test_one_element_is_the_same_question_in_every_item() -> None:
    kinds: dict[str, set[str]] = {}
    for _, content in ITEMS.values():
        for field in _fields(content):
            kinds.setdefault(field.element, set()).add(field.kind)
        elements = [field.element for field in _fields(content)]
        assert len(elements) == len(set(elements)), "an element is asked once"
    assert all(len(found) == 1 for found in kinds.values())


def test_somewhere_a_material_can_be_deferred() -> None:
    materials = [material for _, content in ITEMS.values() for material in content.materials]
    assert any(material.necessity == Necessity.DEFERRABLE for material in materials)


# What people read


@every_item
def test_grounds_conditions_and_rights_are_told(head: dict[str, Any], content: Content) -> None:
    assert content.basis
    assert all(ground.law and (ground.article or ground.text) for ground in content.basis)
    assert all(condition.basis and condition.standard for condition in content.conditions)
    assert "行政复议" in content.rights
    assert "行政诉讼" in content.rights
    assert content.faq, "every licence has at least one question people ask (S§2.13)"
    assert content.keywords
    assert len(content.summary) <= 100


@every_item
def test_what_one_writes_oneself_has_a_form_and_a_sample(head: dict[str, Any], content: Content) -> None:
    own = [material for material in content.materials if material.source == Source.APPLICANT]
    for material in own:
        if material.key not in NO_FORM:
            assert material.blank_form, material.name
            assert material.sample, material.name
    assert not [m for m in content.materials if m not in own and (m.blank_form or m.sample)]


@every_item
def test_where_and_when_is_told_down_to_the_window(head: dict[str, Any], content: Content) -> None:
    service = content.service
    assert "工作日" in service.hours
    assert re.search(r"\d+号窗口|窗口\d+号", service.address)
    assert service.window in service.address
    assert AREA_CODE.match(service.phone)
    assert AREA_CODE.match(service.complaint_phone)
    assert service.phone != service.complaint_phone


@every_item
def test_what_is_invented_about_the_way_there_says_so(head: dict[str, Any], content: Content) -> None:
    assert content.service.bus
    assert all("（演示）" in line for line in content.service.bus)
    assert "演示" in content.service.note
    assert 30 < content.service.latitude < 31
    assert 106 < content.service.longitude < 107


@every_item
def test_whoever_must_come_is_told_why(head: dict[str, Any], content: Content) -> None:
    assert bool(content.visits.reason) == bool(content.visits.count)
    assert content.visits.count <= content.visits.baseline


@every_item
def test_themes_are_those_of_the_catalogue(head: dict[str, Any], content: Content) -> None:
    themes = tomllib.loads(data_file("themes.toml").read_text(encoding="utf-8"))["theme"]
    assert set(content.themes) <= {theme["name"] for theme in themes}


# Results and licences


@every_item
def test_a_licence_prints_only_what_was_asked(
    head: dict[str, Any], content: Content, licence_types: dict[str, dict[str, Any]]
) -> None:
    result = content.result
    assert set(result.facts) <= {field.key for field in _fields(content)}
    assert (result.kind == ResultKind.LICENCE) == result.name.endswith("证")
    if result.kind != ResultKind.LICENCE:
        assert result.licence_type == ""
        return
    entry = licence_types[result.licence_type]
    assert result.facts
    assert entry["name"] == result.name
    assert entry["validity_months"] == result.validity_months
    assert entry["issuer"] == content.body
    assert entry["code"][:18] == head["published_code"].split("-")[3]


def test_licence_type_codes_are_the_body_and_three_digits(licence_types: dict[str, dict[str, Any]]) -> None:
    assert licence_types
    for code, entry in licence_types.items():
        assert LicenceTypeCode.parse(code).definer == Uscc.parse(code[:18])
        assert code[18:].isdigit()
        assert isinstance(entry["one_per_holder"], bool)
        assert entry["short"]
        assert entry["template"]


def test_every_licence_type_comes_of_an_item_and_every_wanted_one_exists(
    licence_types: dict[str, dict[str, Any]],
) -> None:
    issued = {c.result.licence_type for _, c in ITEMS.values() if c.result.licence_type}
    wanted = {m.licence_type for _, c in ITEMS.values() for m in c.materials if m.licence_type}
    assert issued == set(licence_types)
    assert wanted <= issued


def _fields(content: Content) -> list[Any]:
    return [field for group in content.groups for field in group.fields]


def _longest(content: Content) -> int:
    finish: dict[str, int] = {}
    steps = {step.key: step for step in content.steps}
    for key in TopologicalSorter({step.key: step.after for step in content.steps}).static_order():
        finish[key] = steps[key].limit.days + max((finish[before] for before in steps[key].after), default=0)
    return max(finish.values(), default=0)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
