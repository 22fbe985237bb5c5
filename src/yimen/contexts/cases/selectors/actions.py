"""What this person could do now: derived from the state table, never written twice."""

from __future__ import annotations

from yimen.contexts.cases.data import ActionOption
from yimen.contexts.cases.domain.facts import CaseFacts, Request
from yimen.contexts.cases.domain.guards import GUARDS
from yimen.contexts.cases.domain.profiles import cite
from yimen.contexts.cases.domain.states import ACTION_NAMES, Move, actions_in
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import Refusal

NEVER_FOR_THIS_CASE = (
    "instant_item", "lower_level_item", "extension_authority", "granted", "result_is_licence",
    "not_issued", "profile_deems", "hall_authorised", "received_by_owner", "clerk_of_owner",
)  # fmt: skip
"""A guard that will not change its mind: the act is not shown at all."""

NOT_YET = (
    "complete", "steps_closed", "no_open_deferral", "clock_running", "clock_paused", "decider_apart",
    "before_due", "not_extended", "ready_to_deliver", "version_in_force", "assurance_reached",
    "form_valid", "materials_ready", "within_completeness", "reviewer_not_acceptor", "awaits_sister",
)  # fmt: skip
"""A guard that may yet be content: the act is shown, and says what stands in the way."""


def actions_for(facts: CaseFacts, actor: Actor, capacities: frozenset[str]) -> tuple[ActionOption, ...]:
    """Return the acts of the table that these capacities allow in this state."""
    options: list[ActionOption] = []
    for move in actions_in(facts.state):
        if move.action == "edit" or not capacities.intersection(move.actors):
            continue
        request = Request(move.action, actor, capacities)
        if _refusal(move, NEVER_FOR_THIS_CASE, facts, request) or not _sensible(
            move, facts, actor, capacities
        ):
            continue
        why_not = _refusal(move, NOT_YET, facts, request)
        options.append(
            ActionOption(
                action=move.action,
                label=ACTION_NAMES[move.action],
                basis=cite(facts.profile, move.basis),
                enabled=not why_not,
                why_not=why_not,
            )
        )
    return tuple(options)


def _sensible(move: Move, facts: CaseFacts, actor: Actor, capacities: frozenset[str]) -> bool:
    """Leave out acts for which there is nothing in this case to act upon."""
    own_open = [
        s for s in facts.steps if s.state == "open" and s.organisation_id == str(actor.organisation_id)
    ]
    if move.action == "give_opinion":
        return any(step.assignee in ("", str(actor.account_id)) for step in own_open)
    if move.action == "transfer_step":
        return bool(own_open)
    if move.action == "supply_deferred":
        return bool(facts.open_deferrals)
    if move.action == "pause":
        return bool(facts.content.special) and facts.clock_state == "running"
    if move.action == "resume":
        return facts.clock_state == "paused" or facts.special_running
    if move.action == "return_step":
        before = _before(facts, {step.key for step in own_open})
        return any(s.state == "closed" and ("decider" in capacities or s.key in before) for s in facts.steps)
    if move.action == "submit_dependent":
        return any(material.licence_type for material in facts.content.materials)
    return True


def _before(facts: CaseFacts, keys: set[str]) -> set[str]:
    """Return the steps on which these rest directly: what their reviewers may find wanting."""
    return {earlier for plan in facts.content.steps if plan.key in keys for earlier in plan.after}


def _refusal(move: Move, guards: tuple[str, ...], facts: CaseFacts, request: Request) -> str:
    for name in move.guards:
        if name not in guards:
            continue
        try:
            GUARDS[name](facts, request)
        except Refusal as refusal:
            return refusal.message
    return ""
