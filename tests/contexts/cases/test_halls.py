"""Rule 3.11: what the owner's hall does in its stead, and what only the owner does."""

from __future__ import annotations

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import everything
from tests.district import FOOD, INSTANT, Story, item
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall_acceptor(district):
    return stage.staff("hall-acceptor", hall(), "acceptor")


def hall():
    return regions.organisation_named(item(FOOD).content.service.hall).id


def test_a_hall_accepts_for_the_owner(hall_acceptor):
    story = Story(FOOD).sent()
    cases.accept(case_id=story.id, actor=hall_acceptor)
    assert story.state == "in_review"


@pytest.mark.parametrize("how", ["ask", "decline", "not_required"])
def test_a_hall_neither_asks_for_corrections_nor_refuses_in_the_owners_name(hall_acceptor, how):
    story = Story(FOOD).sent()
    acts = {
        "ask": lambda: cases.ask_correction(
            case_id=story.id, points=[Point("material", "layout_plan", "请补充。")], actor=hall_acceptor
        ),
        "decline": lambda: cases.decline(case_id=story.id, reason="不归我们管。", actor=hall_acceptor),
        "not_required": lambda: cases.declare_not_required(
            case_id=story.id, reason="不需要。", actor=hall_acceptor
        ),
    }
    before = everything(story.id)
    with pytest.raises(NotPermitted):
        acts[how]()
    assert everything(story.id) == before
    assert {option.action for option in cases.case_view(story.id, hall_acceptor).actions} == {"accept"}


@pytest.mark.parametrize("outcome", ["granted", "refused"])
def test_a_clerk_of_the_hall_does_not_decide_on_the_spot(district, outcome):
    story = Story(INSTANT).sent()
    clerk = stage.staff("hall-clerk", hall(), "window")
    with pytest.raises(NotPermitted, match="不能代为决定"):
        cases.decide_instantly(case_id=story.id, outcome=outcome, reason="不同意。", actor=clerk)
    assert "decide_instantly" not in {option.action for option in cases.case_view(story.id, clerk).actions}
