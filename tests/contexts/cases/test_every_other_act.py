"""Every act that the oracle does not allow in a state, tried by its real service on a real case in that state."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after
from tests.district import PDF, Story, actor, answers_for
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point, State
from yimen.contexts.identity.data import SYSTEM
from yimen.kernel.errors import IllegalMove, NotFound

ORACLE = Path(__file__).parents[2] / "data" / "legal_moves.csv"
LEGAL = {(row["state"], row["action"]) for row in csv.DictReader(ORACLE.open(encoding="utf-8"))}
ACTIONS = sorted({action for _, action in LEGAL} - {"start"})


def _edit(story: Story):
    group = story.content.groups[0]
    answers = answers_for(story.content, {})
    page = {field.key: answers[field.key] for field in group.fields}
    return cases.save_answers(case_id=story.id, group=group.key, answers=page, actor=story.applicant)


def _step(story: Story) -> str:
    return story.content.steps[0].key


ATTEMPTS: dict[str, Callable[[Story], object]] = {
    "edit": _edit,
    "discard": lambda s: cases.discard_draft(case_id=s.id, actor=s.applicant),
    "submit": lambda s: cases.submit(case_id=s.id, actor=s.applicant),
    "submit_elsewhere": lambda s: cases.submit_elsewhere(case_id=s.id, actor=actor("window")),
    "submit_dependent": lambda s: cases.submit_dependent(
        case_id=s.id, awaited_case_id=uuid4(), actor=s.applicant
    ),
    "forward": lambda s: cases.forward(case_id=s.id, actor=actor("window")),
    "withdraw": lambda s: cases.withdraw(case_id=s.id, actor=s.applicant),
    "void": lambda s: cases.void(case_id=s.id, reason="误录。", actor=actor("window")),
    "open": lambda s: cases.open_waiting(case_id=s.id, actor=SYSTEM),
    "cancel": lambda s: cases.cancel_waiting(case_id=s.id, actor=SYSTEM),
    "correct_on_spot": lambda s: cases.correct_on_spot(
        case_id=s.id, answers={"area": "90"}, actor=s.applicant
    ),
    "ask_correction": lambda s: cases.ask_correction(
        case_id=s.id, points=[Point("material", "layout_plan", "请补充。")], actor=actor("acceptor")
    ),
    "accept": lambda s: cases.accept(case_id=s.id, actor=actor("acceptor")),
    "deem_accepted": lambda s: cases.deem_accepted(case_id=s.id),
    "not_required": lambda s: cases.declare_not_required(
        case_id=s.id, reason="不需要。", actor=actor("acceptor")
    ),
    "decline": lambda s: cases.decline(case_id=s.id, reason="无权。", actor=actor("acceptor")),
    "decide_instantly": lambda s: cases.decide_instantly(
        case_id=s.id, outcome="granted", actor=actor("window")
    ),
    "supply": lambda s: cases.supply(case_id=s.id, uploads={"layout_plan": PDF}, actor=s.applicant),
    "lapse": lambda s: cases.lapse(case_id=s.id),
    "give_opinion": lambda s: cases.give_opinion(
        case_id=s.id, step_key=_step(s), verdict="pass", text="符合。", actor=actor("reviewer-shenpi")
    ),
    "return_step": lambda s: cases.return_step(
        case_id=s.id, step_key=_step(s), reason="重审。", actor=actor("decider-shenpi")
    ),
    "transfer_step": lambda s: cases.transfer_step(
        case_id=s.id, step_key=_step(s), receiver_id=uuid4(), actor=actor("head-shenpi")
    ),
    "pause": lambda s: cases.pause(case_id=s.id, proposal_id=uuid4(), actor=actor("reviewer-shenpi")),
    "resume": lambda s: cases.resume(case_id=s.id, actor=actor("reviewer-shenpi")),
    "extend": lambda s: cases.extend(case_id=s.id, days=5, reason="复杂。", actor=actor("head-shenpi")),
    "supply_deferred": lambda s: cases.supply_deferred(
        case_id=s.id, key="layout_plan", upload=PDF, actor=s.applicant
    ),
    "lapse_deferral": lambda s: cases.lapse_deferral(case_id=s.id),
    "forward_up": lambda s: cases.forward_up(case_id=s.id, opinion="合格。", actor=actor("head-shenpi")),
    "decide": lambda s: cases.decide(case_id=s.id, outcome="granted", actor=actor("decider-shenpi")),
    "terminate": lambda s: cases.terminate(
        case_id=s.id, ground="other_law", reason="法定。", actor=actor("head-shenpi")
    ),
    "issue": lambda s: cases.issue(case_id=s.id, actor=SYSTEM),
    "deliver": lambda s: cases.deliver(case_id=s.id, actor=SYSTEM),
    "delivery_failed": lambda s: cases.report_delivery_failed(
        case_id=s.id, reason="退回。", actor=actor("window")
    ),
    "close": lambda s: cases.close(case_id=s.id, actor=SYSTEM),
}


def test_every_action_of_the_oracle_is_tried():
    assert sorted(ATTEMPTS) == ACTIONS
    refused = sum((state.value, action) not in LEGAL for state in State for action in ACTIONS)
    assert refused == 9 * 34 - 39


@pytest.mark.django_db
@pytest.mark.parametrize("state", [state.value for state in State])
def test_an_act_outside_the_table_is_refused_and_changes_nothing(district, state):
    story = stage.IN_STATE[state]()
    assert story.state == state
    before = stage.everything(story.id)

    for action in ACTIONS:
        if (state, action) in LEGAL:
            continue
        # A draft does not exist for officers, so they are told that, not that the act is illegal.
        wanted = (IllegalMove, NotFound) if state == "draft" else IllegalMove
        with pytest.raises(wanted) as refusal:
            ATTEMPTS[action](story)
        if isinstance(refusal.value, IllegalMove):
            assert refusal.value.status == 409, action
            assert refusal.value.code in ("illegal_move", "already_submitted"), action
        assert stage.everything(story.id) == before, action


@pytest.mark.django_db
@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_can_be_done_to_a_case_that_does_not_exist(district, action):
    story = Story("food-business-licence")
    cases.discard_draft(case_id=story.id, actor=story.applicant)
    before = stage.everything(story.id)

    with pytest.raises(NotFound):
        ATTEMPTS[action](story)

    assert stage.everything(story.id) == before


@pytest.mark.django_db
def test_time_alone_makes_no_act_legal(district):
    """A year later a submitted case still knows only its own acts."""
    story = stage.IN_STATE["correction_asked"]()
    before = stage.everything(story.id)

    with after(365), pytest.raises(IllegalMove):
        cases.accept(case_id=story.id, actor=actor("acceptor"))

    assert stage.everything(story.id) == before
