"""Who somebody is in a case: access follows the role of an organisation in the case (domain rule 3.11)."""

from __future__ import annotations

from yimen.contexts.cases.domain.facts import CaseFacts
from yimen.contexts.identity.data import Actor

CAPACITY_NAMES = {
    "applicant": "申请人",
    "agent": "代办人",
    "clerk": "窗口人员",
    "clerk_elsewhere": "异地收件窗口人员",
    "receiving_clerk": "收件窗口人员",
    "acceptor": "受理人",
    "hall_acceptor": "大厅受理人",
    "reviewer": "审查人",
    "reviewer_of_step": "本环节审查人",
    "decider": "决定人",
    "head": "行政机关负责人",
    "government_head": "本级人民政府负责人",
    "supervisor": "监察人员",
    "licensing_officer": "制证人员",
    "courier": "送达人员",
    "system": "系统",
}


PLACES: dict[str, frozenset[str]] = {
    "owner": frozenset({"window", "acceptor", "reviewer", "decider", "head", "licensing"}),
    "window": frozenset({"window", "acceptor"}),
    "receiving": frozenset({"window"}),
    "supervisor": frozenset({"supervisor"}),
    "government": frozenset({"government_head"}),
}
"""Place of a body in a case → roles of its staff who stand in the case for it. Reviewing bodies: by their steps."""


def capacities_of(actor: Actor, facts: CaseFacts) -> frozenset[str]:
    """Return every capacity in which ``actor`` stands to the case; empty means a stranger."""
    if actor.kind == "system":
        return frozenset({"system"})
    if actor.kind in ("person", "company"):
        return frozenset({"applicant"}) if str(actor.party_id) == facts.party else frozenset()
    if actor.kind != "staff":
        return frozenset()
    found = _staff_capacities(actor, facts)
    return frozenset(_of_filer(actor, facts, found) if facts.state == "draft" else found)


def _staff_capacities(actor: Actor, facts: CaseFacts) -> set[str]:
    body = str(actor.organisation_id)
    found: set[str] = set()
    if body == facts.owner:
        found |= _of_owner(actor.roles)
    if body in facts.windows:
        found |= _of_hall(actor.roles)
    if "window" in actor.roles and body in facts.authorised_halls:
        found.add("clerk_elsewhere")
        if facts.state == "draft":
            found.add("clerk")
    if "window" in actor.roles and facts.receiving_hall == body:
        found.add("receiving_clerk")
    if "reviewer" in actor.roles:
        found |= _of_reviewer(body, facts)
    if "supervisor" in actor.roles and body in facts.supervisors:
        found.add("supervisor")
    if "government_head" in actor.roles and facts.content.joint and body in facts.governments:
        found.add("government_head")
    return found


def _of_filer(actor: Actor, facts: CaseFacts, found: set[str]) -> set[str]:
    """A draft is the applicant's own affair; staff have a part only in what they fill in at their window."""
    own = facts.channel == "window" and facts.filed_by == str(actor.account_id)
    return found & {"clerk", "clerk_elsewhere"} if own else set()


def _of_owner(roles: frozenset[str]) -> set[str]:
    names = {
        "window": "clerk",
        "acceptor": "acceptor",
        "decider": "decider",
        "head": "head",
        "licensing": "licensing_officer",
        "reviewer": "reviewer",
    }
    return {capacity for role, capacity in names.items() if role in roles}


def _of_hall(roles: frozenset[str]) -> set[str]:
    """What the owner has authorised its hall to do: receive, accept and hand out, never refuse in its name."""
    names = {"window": "clerk", "acceptor": "hall_acceptor"}
    return {capacity for role, capacity in names.items() if role in roles}


def _of_reviewer(body: str, facts: CaseFacts) -> set[str]:
    """A reviewer of a step's body; whether the step is open and theirs is for the guards to say, in words."""
    own = any(step.organisation_id == body for step in facts.steps)
    return {"reviewer", "reviewer_of_step"} if own else set()
