"""The state table against the oracle written from the statute by hand, which is never bent to the code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yimen.contexts.cases.data import OUTCOME_NAMES, STATE_NAMES, Outcome, State
from yimen.contexts.cases.domain.capacities import CAPACITY_NAMES
from yimen.contexts.cases.domain.guards import GUARDS
from yimen.contexts.cases.domain.motion import require_move
from yimen.contexts.cases.domain.papers import KINDS
from yimen.contexts.cases.domain.states import ACTION_NAMES, ACTIONS, MOVES, move_for
from yimen.kernel.errors import IllegalMove

ORACLE = Path(__file__).parents[2] / "data" / "legal_moves.csv"
ROWS = list(csv.DictReader(ORACLE.open(encoding="utf-8")))
LEGAL = {(row["state"], row["action"]): row for row in ROWS}
STATES = ["", *(state.value for state in State)]
ACTORS = {
    "clerk of another hall": "clerk_elsewhere",
    "clerk of the receiving hall": "receiving_clerk",
    "acceptor of the owning body": "acceptor",
    "reviewer of the open step": "reviewer_of_step",
    "reviewer with approval of the head": "reviewer",
    "head of the body (joint handling: head of the government of that level)": "head|government_head",
    "licensing officer": "licensing_officer",
}


HALL_MAY = {("submitted", "accept"): {"hall_acceptor"}}
"""What the acceptor of an authorised hall may do besides the owning body's; the rest needs the owner."""


def names(row: dict[str, str]) -> set[str]:
    return {
        name
        for part in ACTORS.get(row["actor"], row["actor"]).split("|")
        for name in ACTORS.get(part, part).split("|")
    }


def test_the_oracle_has_forty_moves():
    assert len(ROWS) == len(LEGAL) == len(MOVES) == 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['state'] or 'none'}-{row['action']}")
def test_every_legal_move_is_in_the_table(row):
    move = move_for(row["state"], row["action"])

    assert move is not None
    assert move.next_state == row["next_state"]
    assert set(move.outcomes) == set(filter(None, row["outcome"].split("|")))
    assert set(move.actors) == names(row) | HALL_MAY.get((row["state"], row["action"]), set())
    assert move.basis == row["basis"]
    assert move.paper == row["paper"]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state or "none")
def test_every_other_act_is_refused_in_this_state(state):
    for action in {row["action"] for row in ROWS}:
        if (state, action) in LEGAL:
            assert require_move(state, action).action == action
        else:
            with pytest.raises(IllegalMove):
                require_move(state, action)


def test_a_guard_in_words_is_a_guard_in_code():
    """Where the statute makes a condition, the table names at least one guard, and each one exists."""
    unguarded = {
        (row["state"], row["action"])
        for row in ROWS
        if row["guard"] and not move_for(row["state"], row["action"]).guards
    }
    # Own draft and the one working day are kept by the capacity and by the forwarding clock.
    assert unguarded == {("draft", "edit"), ("received", "forward"), ("submitted", "correct_on_spot"),
                         ("correction_asked", "supply"), ("delivered", "close")} - {
        key for key, row in LEGAL.items() if not row["guard"] or move_for(*key).guards
    }  # fmt: skip
    assert {guard for move in MOVES for guard in move.guards} == set(GUARDS)


def test_everything_in_the_table_has_a_chinese_name():
    assert set(ACTION_NAMES) == set(ACTIONS)
    assert set(STATE_NAMES) == set(State)
    assert set(OUTCOME_NAMES) == set(Outcome)
    assert {actor for move in MOVES for actor in move.actors} <= set(CAPACITY_NAMES)
    assert {move.paper for move in MOVES} - {"", "证照"} == set(KINDS)
