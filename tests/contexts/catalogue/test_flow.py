"""The flow chart and the officer's manual come from the content and from nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from tests.contexts.catalogue.samples import content, step
from yimen.contexts.catalogue.api import flow_chart, flow_svg, manual

SVG = "{http://www.w3.org/2000/svg}"


def rows(**changes: Any) -> list[list[str]]:
    return [[node.key for node in row] for row in flow_chart(content(**changes)).rows()]


def test_steps_that_wait_for_the_same_thing_stand_in_one_row() -> None:
    assert rows() == [["apply"], ["accept"], ["a", "b"], ["c"], ["decide"], ["deliver"]]


def test_the_order_between_boxes_is_the_order_of_the_plan() -> None:
    edges = {(edge.before, edge.after) for edge in flow_chart(content()).edges}
    assert edges == {
        ("apply", "accept"),
        ("accept", "a"),
        ("accept", "b"),
        ("a", "c"),
        ("b", "c"),
        ("c", "decide"),
        ("decide", "deliver"),
    }


def test_an_instant_item_is_decided_where_it_is_accepted() -> None:
    assert rows(handling="instant", steps=[]) == [["apply"], ["decide"], ["deliver"]]


def test_a_step_that_waits_for_only_one_of_the_row_above_says_so() -> None:
    flow = flow_chart(content(steps=[step("a"), step("b"), step("c", "a"), step("d", "a", "b")]))
    notes = {node.key: node.note for node in flow.nodes}
    assert notes["c"] == "在“环节a”之后"
    assert notes["d"] == ""


def test_a_site_visit_and_an_expert_review_say_what_they_mean() -> None:
    steps = [step("a", kind="site_visit", officers=2), step("b", "a", kind="expert")]
    notes = {node.key: node.note for node in flow_chart(content(steps=steps)).nodes}
    assert notes["a"] == "2名工作人员到场"
    assert notes["b"] == "所需时间不计入办理时限"


def test_an_item_by_commitment_ends_with_the_check() -> None:
    promise = {"text": "我承诺", "conditions": ["条件"], "consequences": "后果", "check_days": 30}
    assert rows(commitment=promise)[-1] == ["check"]


def test_the_chart_says_in_words_all_that_it_shows() -> None:
    root = ET.fromstring(flow_svg(content()))
    shown = "".join(
        text.text or "" for text in root.iter(f"{SVG}text") if text.get("class") != "flow-caption"
    )
    words = root.findtext(f"{SVG}desc") or ""
    flow = flow_chart(content())
    for node in flow.nodes:
        for part in filter(None, (node.title, node.limit, node.note, node.who)):
            assert part in words
            assert part in shown
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "flow-title flow-desc"
    assert root.findtext(f"{SVG}title") == "养蜂证换证办理流程图"


def test_the_chart_passes_a_strict_content_policy() -> None:
    text = flow_svg(content(name='<script>alert("1")</script>'))
    assert "style=" not in text
    assert "<script" not in text
    assert "href" not in text
    ET.fromstring(text)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_boxes_stay_inside_a_phone_and_never_overlap(count: int) -> None:
    long = "特别特别长的审查环节名称需要换好几行才放得下"
    steps = [step(f"s{n}", name=long) for n in range(count)]
    root = ET.fromstring(flow_svg(content(steps=steps)))
    assert float(root.get("width", "0")) == 360
    boxes = [
        tuple(float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
        for rect in root.iter(f"{SVG}rect")
        if rect.get("class") == "flow-box"
    ]
    assert len(boxes) == count + 4
    for x, y, width, height in boxes:
        assert x >= 0
        assert x + width <= 360
        assert y + height <= float(root.get("height", "0"))
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart_x = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
            apart_y = one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
            assert apart_x or apart_y


def test_the_manual_gives_the_acceptor_standards_and_the_reviewer_points() -> None:
    book = manual(
        content(steps=[step("a", points=["看蜂箱"], discretion=["从轻"], kind="site_visit", officers=2)])
    )
    assert book.materials[0].acceptance_standard == "看得清蜂箱"
    assert book.materials[0].necessity == "必要"
    assert (book.steps[0].points, book.steps[0].kind, book.steps[0].limit) == (
        ("看蜂箱",),
        "现场核查",
        "2个工作日内",
    )
    assert book.conditions[0].standard == "证件在有效期内"
    assert (book.legal_limit, book.promised_limit) == ("20个工作日内", "7个工作日内")
