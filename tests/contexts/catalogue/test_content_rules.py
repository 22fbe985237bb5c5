"""What must hold between the fields of a version."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contexts.catalogue.samples import content, step
from yimen.contexts.catalogue.domain.content_rules import faults

BODIES = {"区行政审批局", "区卫健局"}


def places(**changes: Any) -> set[str]:
    return {fault.place for fault in faults(content(**changes), BODIES)}


def test_a_sound_content_has_no_faults() -> None:
    assert faults(content(), BODIES) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"promised_limit": {"days": 21}}, "promised_limit"),
        ({"promised_limit": {"days": 7, "unit": "calendar_day"}}, "promised_limit"),
        ({"legal_limit": {"days": 20, "unit": "fortnight"}}, "legal_limit"),
        ({"body": "区没有局"}, "body"),
        ({"steps": [step("a", body="区没有局")]}, "steps.a"),
        ({"steps": [step("a", "ghost")]}, "steps.a"),
        ({"steps": [step("a", "b"), step("b", "a")]}, "steps"),
        ({"steps": [step("a", "a")]}, "steps"),
        ({"steps": [step("a"), step("a")]}, "steps"),
        ({"steps": [step("a", limit={"days": 4}), step("b", "a", limit={"days": 4})]}, "steps"),
        ({"steps": []}, "steps"),
        ({"steps": [step("a", kind="site_visit")]}, "steps.a"),
        ({"handling": "instant"}, "steps"),
        ({"special": [{"ground": "holiday", "days": 3}]}, "special"),
        ({"special": [{"ground": "hearing", "days": 0}]}, "special"),
        ({"steps": [step("a", kind="expert")]}, "special"),
        ({"materials": [{"key": "m", "name": "一"}, {"key": "m", "name": "二"}]}, "materials"),
        ({"materials": [{"key": "m", "name": "一", "necessity": "situational"}]}, "materials.m"),
        ({"result": {"kind": "approval", "name": "证", "facts": ["ghost"]}}, "result.facts"),
        ({"result": {"kind": "licence", "name": "证"}}, "result.licence_type"),
        ({"visits": {"count": 1}}, "visits.reason"),
        ({"subjects": ["everybody"]}, "subjects"),
        ({"subjects": []}, "subjects"),
        ({"type": "99x"}, "type"),
        ({"profile": "custom"}, "profile"),
        ({"basis": []}, "basis"),
        (
            {
                "groups": [
                    {
                        "key": "g",
                        "title": "题",
                        "fields": [{"key": "holder", "label": "名", "kind": "choice"}],
                    }
                ]
            },
            "groups.fields.holder",
        ),
        (
            {
                "groups": [
                    {"key": "g", "title": "题", "fields": [{"key": "holder", "label": "名", "prefill": "x"}]}
                ]
            },
            "groups.fields.holder",
        ),
    ],
)
def test_each_contradiction_is_found_and_placed(changes: dict[str, Any], place: str) -> None:
    assert places(**changes) == {place}


def test_a_circle_of_steps_is_drawn_in_words() -> None:
    found = faults(content(steps=[step("a", "b"), step("b", "a")]))
    assert "环节a" in found[0].message
    assert "→" in found[0].message


def test_only_licences_are_bound_to_the_closed_list_of_pause_grounds() -> None:
    odd = [{"ground": "holiday", "days": 3}]
    assert "special" in places(special=odd)
    assert places(special=odd, type="10", profile="filing") == set()


def test_parallel_steps_do_not_add_up_and_expert_review_stands_outside_the_limit() -> None:
    long = {"days": 7}
    assert places(steps=[step("a", limit=long), step("b", limit=long)]) == set()
    expert = step("x", "a", kind="expert", limit={"days": 15})
    grounds = [{"ground": "expert_review", "days": 15}]
    assert places(steps=[step("a"), expert, step("c", "x")], special=grounds) == set()


def test_an_instant_item_needs_no_steps() -> None:
    assert places(handling="instant", steps=[], promised_limit={"days": 0}) == set()


def test_two_officers_may_visit() -> None:
    assert places(steps=[step("a", kind="site_visit", officers=2)]) == set()


def test_without_a_register_bodies_are_not_judged() -> None:
    assert faults(content(body="区没有局")) == []
