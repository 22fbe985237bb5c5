"""Propose a special procedure to the head of the body, and the head's answer (许可法第45条)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.domain.capacities import capacities_of
from yimen.contexts.cases.domain.facts import Request
from yimen.contexts.cases.domain.guards import reason_given
from yimen.contexts.cases.domain.motion import require_capacity
from yimen.contexts.cases.domain.overreach import Overreach
from yimen.contexts.cases.domain.review_guards import clock_running, ground_allowed
from yimen.contexts.cases.models import PauseProposal
from yimen.contexts.cases.selectors.picture import picture_of
from yimen.contexts.cases.services.motion import lock, refuse_unless_legal, stranger
from yimen.contexts.cases.services.overreach import record_overreach
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import Conflict, InvalidInput, NotFound, NotPermitted
from yimen.platform.journal import api as journal

LONGEST_PAUSE = 365
"""Working days; no special procedure of any item comes near it."""


def propose_pause(*, case_id: UUID, ground: str, days: int, reason: str, actor: Actor) -> UUID:
    """Write a proposal for the head to approve and return its id. The clock runs on until it is used.

    Raises InvalidInput for a ground outside the closed list, Overreach for one the version does not name.
    """
    try:
        return _propose(case_id, ground, days, reason, actor)
    except Overreach as refusal:
        record_overreach(case_id, "pause", actor, refusal)
        raise


@transaction.atomic
def _propose(case_id: UUID, ground: str, days: int, reason: str, actor: Actor) -> UUID:
    case = lock(case_id)
    facts = picture_of(case)
    capacities = capacities_of(actor, facts)
    if not capacities:
        raise stranger(actor)
    move = refuse_unless_legal(case, "pause")
    request = Request("pause", actor, capacities, {"ground": ground, "reason": reason})
    role = require_capacity(move, request)
    for guard in (clock_running, ground_allowed, reason_given):
        guard(facts, request)
    if not 1 <= days <= LONGEST_PAUSE:
        text = f"请填写需要的工作日数，1到{LONGEST_PAUSE}。"
        raise InvalidInput({"days": text}, code="days_missing")
    proposal = PauseProposal.objects.create(
        case=case, ground=ground, days=days, reason=reason.strip(), proposed_by=actor.account
    )
    told = {"ground": ground, "days": days, "proposal": str(proposal.pk)}
    journal.append(subject=case.subject, act="propose_pause", actor=actor.ref, role=role, facts=told)
    return proposal.pk


@transaction.atomic
def approve_pause(*, proposal_id: UUID, approve: bool, actor: Actor) -> None:
    """Approve or refuse a proposal, as head of the body and not the one who proposed it.

    Raises NotPermitted for anybody else, NotFound for strangers, IllegalMove when the case has moved on.
    """
    proposal = PauseProposal.objects.select_for_update().filter(pk=proposal_id).first()
    if proposal is None:
        raise NotFound("没有找到这份特别程序申请。")
    case = lock(proposal.case_id)
    facts = picture_of(case)
    capacities = capacities_of(actor, facts)
    if not capacities:
        raise stranger(actor)
    if "head" not in capacities:
        raise NotPermitted("特别程序要由本行政机关负责人批准。", code="wrong_capacity", basis="许可法第45条")
    refuse_unless_legal(case, "pause")
    if proposal.proposed_by == actor.account_id:
        raise NotPermitted("申请人和批准人不能是同一人。", code="not_apart", basis="许可法第45条")
    state = "approved" if approve else "refused"
    waiting = PauseProposal.objects.filter(pk=proposal_id, state="proposed")
    if not waiting.update(state=state, approver_id=actor.account_id):
        raise Conflict("这份特别程序申请已经处理过了。", code="already_answered")
    act = "approve_pause" if approve else "refuse_pause"
    told = {"proposal": str(proposal_id)}
    journal.append(subject=case.subject, act=act, actor=actor.ref, role="head", facts=told)
