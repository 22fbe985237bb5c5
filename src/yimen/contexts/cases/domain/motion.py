"""May this act be done now, by this person? The table first, then the capacity, then the guards."""

from __future__ import annotations

from yimen.contexts.cases.data import STATE_NAMES, State
from yimen.contexts.cases.domain.capacities import CAPACITY_NAMES
from yimen.contexts.cases.domain.facts import CaseFacts, Request
from yimen.contexts.cases.domain.guards import GUARDS
from yimen.contexts.cases.domain.states import ACTION_NAMES, Move, move_for
from yimen.kernel.errors import IllegalMove, NotPermitted


def require_move(state: str, action: str) -> Move:
    """Return the move of the table. Raises IllegalMove where the act is not legal in this state."""
    move = move_for(state, action)
    if move is None:
        where = STATE_NAMES.get(State(state), state) if state else "尚未申请"
        raise IllegalMove(f"现在的状态是“{where}”，不能“{ACTION_NAMES.get(action, action)}”。")
    return move


def require_capacity(move: Move, request: Request) -> str:
    """Return the capacity the act is done in. Raises NotPermitted for anybody else."""
    for capacity in move.actors:
        if capacity in request.capacities:
            return capacity
    allowed = "、".join(CAPACITY_NAMES[name] for name in move.actors)
    raise NotPermitted(
        f"“{ACTION_NAMES[move.action]}”只能由{allowed}办理，您的账号在本办件中没有这个身份。",
        code="wrong_capacity",
        basis=move.basis,
    )


def require_guards(move: Move, facts: CaseFacts, request: Request) -> None:
    """Let every guard of the move look. Raises what the first one that is not content raises."""
    for name in move.guards:
        GUARDS[name](facts, request)


def permit(facts: CaseFacts, request: Request) -> tuple[Move, str]:
    """Return (move, capacity) when the act may be done now; raises a Refusal otherwise."""
    move = require_move(facts.state, request.action)
    capacity = require_capacity(move, request)
    require_guards(move, facts, request)
    return move, capacity
