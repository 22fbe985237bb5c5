"""Change the state of a licence by the table: suspend, resume, withdraw, cancel, revoke, expire."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import SYSTEM, Actor
from yimen.contexts.licences.data import LicenceData, State
from yimen.contexts.licences.domain.policy import require_changer
from yimen.contexts.licences.domain.states import LIVE, NAMES, Operation, move
from yimen.contexts.licences.models import Licence, StateChange
from yimen.contexts.licences.selectors import is_of_issuer, licence_data, row_of
from yimen.kernel.errors import Conflict, InvalidInput, NotPermitted
from yimen.platform.journal import api as journal
from yimen.platform.notify.api import send
from yimen.platform.outbox.api import publish
from yimen.platform.wallclock import now, today

LONGEST_REASON = 500


@transaction.atomic
def change_state(
    licence_id: UUID, operation: Operation, *, actor: Actor, reason: str, basis: str = ""
) -> LicenceData:
    """Do one operation on a licence; by deciding or licensing staff of the issuing body, with a reason."""
    row = row_of(licence_id)
    require_changer(actor, row.issuer_name, of_issuer=is_of_issuer(actor, row))
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidInput({"reason": f"请写明变更证照状态的理由，不超过{LONGEST_REASON}字。"})
    return licence_data(change(row, operation, actor=actor, reason=reason, basis=basis))


def change(row: Licence, operation: Operation, *, actor: Actor, reason: str, basis: str = "") -> Licence:
    """Move ``row`` by the table, write it down and tell the holder; for the acts of this room."""
    before = State(row.state)
    step = move(before, operation)
    if actor.kind != SYSTEM.kind and not step.by_staff:
        raise NotPermitted("这一步由系统办理，不能由人员直接操作。", code="system_only")
    moved = Licence.objects.filter(id=row.id, state=before).update(state=step.after)
    if not moved:
        raise Conflict("这本证照的状态刚刚被别人变更过，请刷新后再试。")
    row.state = step.after
    StateChange.objects.create(
        licence=row,
        operation=operation,
        before=before,
        after=step.after,
        reason=reason,
        actor=actor.ref,
        changed_at=now(),
    )
    journal.append(
        subject=row.ref,
        act=f"licence.{operation}",
        actor=actor.ref,
        role="|".join(sorted(actor.roles)),
        basis=basis or step.basis,
        facts={"before": before, "after": step.after, "code": step.code, "reason": journal.digest_of(reason)},
    )
    publish(
        "licence.changed",
        row.ref,
        {"licence_id": str(row.id), "subject": row.subject, "operation": operation, "state": step.after},
    )
    _tell_holder(row, step.after, reason)
    return row


def _tell_holder(row: Licence, state: State, reason: str) -> None:
    account = identity.account_of_party(row.holder_party_id)
    if account:
        facts = {"licence": row.title, "state": NAMES[state], "reason": reason, "issuer": row.issuer_name}
        send(account, template="licences.changed", facts=facts, link=f"/licences/{row.id}/")


def suspend(licence_id: UUID, *, actor: Actor, reason: str, basis: str = "") -> LicenceData:
    """暂扣: take the licence out of use for a time (行政处罚法第9条)."""
    return change_state(licence_id, Operation.SUSPEND, actor=actor, reason=reason, basis=basis)


def resume(licence_id: UUID, *, actor: Actor, reason: str, basis: str = "") -> LicenceData:
    """暂扣发还: give a suspended licence back."""
    return change_state(licence_id, Operation.RESUME, actor=actor, reason=reason, basis=basis)


def withdraw(licence_id: UUID, *, actor: Actor, reason: str, basis: str = "") -> LicenceData:
    """撤销: undo a licence that should not have been granted (许可法第69条)."""
    return change_state(licence_id, Operation.WITHDRAW, actor=actor, reason=reason, basis=basis)


def cancel(licence_id: UUID, *, actor: Actor, reason: str, basis: str = "") -> LicenceData:
    """注销: end a licence whose ground is gone (许可法第70条)."""
    return change_state(licence_id, Operation.CANCEL, actor=actor, reason=reason, basis=basis)


def revoke(licence_id: UUID, *, actor: Actor, reason: str, basis: str = "") -> LicenceData:
    """吊销: take a licence away as a penalty (行政处罚法第9条)."""
    return change_state(licence_id, Operation.REVOKE, actor=actor, reason=reason, basis=basis)


@transaction.atomic
def expire(licence_id: UUID) -> LicenceData:
    """过期失效: note that the validity of a licence has run out."""
    row = row_of(licence_id)
    if row.valid_until is None or row.valid_until >= today():
        raise Conflict("这本证照还在有效期内。")
    return licence_data(change(row, Operation.EXPIRE, actor=SYSTEM, reason="有效期届满"))


def expire_overdue(limit: int = 1000) -> int:
    """Expire what ran out; return how many. Validity never waits for this: it is checked at use."""
    overdue = Licence.objects.filter(state__in=LIVE, valid_until__lt=today()).order_by("valid_until")
    ids = list(overdue.values_list("id", flat=True)[:limit])
    for licence_id in ids:
        expire(licence_id)
    return len(ids)
