"""The frame of every act: load and lock, consult the law of motion, change, journal, publish, number the paper.

``begin`` answers whether the act may be done now by this person; ``finish`` writes everything the act changes
in the caller's transaction. Nothing is written when either raises.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Field

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.domain.capacities import capacities_of
from yimen.contexts.cases.domain.facts import Request
from yimen.contexts.cases.domain.motion import permit, require_move
from yimen.contexts.cases.domain.states import Move
from yimen.contexts.cases.models import ActNote, Case
from yimen.contexts.cases.selectors.picture import picture_of
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.timing import due_on
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import Conflict, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.outbox import api as outbox
from yimen.platform.wallclock import now


def lock(case_id: UUID) -> Case:
    """Return the case, locked until the transaction ends. Raises NotFound."""
    try:
        return (
            Case.objects.select_for_update(of=("self",))
            .select_related("version__item", "owner")
            .get(pk=case_id)
        )
    except Case.DoesNotExist:
        raise NotFound("没有找到这个办件。") from None


def begin(
    case_id: UUID, action: str, actor: Actor, *, effective_at: datetime | None = None, **given: Any
) -> Act:
    """Open an act. ``given`` is the act's own input, for the guards.

    ``effective_at`` differs from now only where a department system reports late. Raises NotFound for
    strangers, IllegalMove when the state does not allow the act, NotPermitted for the wrong capacity, and
    whatever a guard raises.
    """
    case = lock(case_id)
    facts = picture_of(case)
    capacities = capacities_of(actor, facts)
    if not capacities:
        raise stranger(actor)
    request = Request(action, actor, capacities, given)
    move, capacity = permit(facts, request)
    at = now()
    return Act(case, move, capacity, actor, facts, at, effective_at or at, given)


def stranger(actor: Actor) -> NotFound:
    """Return the refusal for somebody with no place in the case: it does not exist for them."""
    if actor.kind == "staff":
        return NotFound("您所在的部门与这个办件无关，不能查看或办理。", code="other_body")
    return NotFound("没有找到这个办件。")


def finish(
    act: Act, *, outcome: str = "", facts: dict[str, Any] | None = None, paper: str = "", **changes: Any
) -> Done:
    """Write the move: the case's row if nobody else was faster, the journal, the outbox. Returns what was done.

    ``facts`` go to the journal and must hold no personal data. Raises Conflict when the row changed meanwhile.
    """
    case, move = act.case, act.move
    if bool(outcome) != bool(move.outcomes) or (outcome and outcome not in move.outcomes):
        raise ValueError(f"{move.action} cannot end with outcome {outcome!r}")
    values = {**changes, "state": move.next_state, "updated_at": act.at, "row_version": case.row_version + 1}
    values["due_on"] = due_on(case.subject, move.next_state)
    if outcome:
        values["outcome"] = outcome
    for name, value in values.items():
        setattr(case, name, value)
    changed = Case.objects.filter(pk=case.pk, row_version=values["row_version"] - 1)
    if not changed.update(**{name: _stored(case, name) for name in values}):
        raise Conflict("这个办件刚刚被别人处理过，请刷新后再试。", code="stale")
    record(act, facts or {}, outcome=outcome, paper=paper)
    return Done(case.pk, case.number or "", case.state, case.outcome, case.row_version, paper)


def _stored(case: Case, name: str) -> Any:
    """Return the value as the column takes it; encrypted fields are sealed with the row's identity."""
    column = Case._meta.get_field(name)
    if not isinstance(column, Field):
        raise TypeError(f"{name} is not a column of the case")
    return column.pre_save(case, add=False)


def record(act: Act, facts: dict[str, Any], *, outcome: str = "", paper: str = "") -> None:
    """Append the act to the journal and publish its event."""
    move, case = act.move, act.case
    told = {"from": move.state, "to": move.next_state, **facts}
    told |= {key: value for key, value in (("outcome", outcome), ("paper", paper)) if value}
    if act.actor.organisation_id:
        told["organisation"] = str(act.actor.organisation_id)
    reason = str(act.input.get("reason") or "").strip()
    if reason:
        told["reason_digest"] = journal.digest_of(reason)
    entry = journal.append(
        subject=case.subject,
        act=move.action,
        actor=act.actor.ref,
        role=act.capacity,
        basis=act.basis,
        effective_at=act.effective_at,
        facts=told,
    )
    if reason:
        ActNote.objects.create(case=case, position=entry.position, text=reason)
    body = {
        "case_id": str(case.pk),
        "number": case.number or "",
        "state": move.next_state,
        "outcome": case.outcome,
    }
    outbox.publish(f"case.{move.event}", case.subject, body)


def refuse_unless_legal(case: Case, action: str) -> Move:
    """Return the move of the table for this case's state, before anything else is looked at."""
    return require_move(case.state, action)
