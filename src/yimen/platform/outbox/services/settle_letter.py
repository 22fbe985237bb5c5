"""What a person does with a dead letter."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from yimen.kernel.errors import Conflict, InvalidInput, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.outbox.models import Delivery, State


@transaction.atomic
def replay(delivery_id: UUID, actor: str) -> None:
    """Let a dead letter be tried again from the start; what waits behind it goes on waiting."""
    delivery = _settle(delivery_id, State.WAITING, attempts=0)
    _write_down(delivery, "replayed", actor, {})


@transaction.atomic
def discard(delivery_id: UUID, actor: str, reason: str) -> None:
    """Give a dead letter up, with a reason; what waits behind it goes on."""
    if not reason.strip():
        raise InvalidInput({"reason": "请填写放弃投递的理由。"})
    delivery = _settle(delivery_id, State.DISCARDED)
    _write_down(delivery, "discarded", actor, {"reason": reason.strip()})


def _settle(delivery_id: UUID, state: State, **changes: int) -> Delivery:
    dead = Delivery.objects.filter(pk=delivery_id, state=State.DEAD)
    if not dead.update(state=state, version=F("version") + 1, next_try_at=None, **changes):
        if not Delivery.objects.filter(pk=delivery_id).exists():
            raise NotFound("没有这条投递记录。")
        raise Conflict("这条投递不是待处理的失败投递，可能已有人处理，请刷新后查看。")
    return Delivery.objects.get(pk=delivery_id)


def _write_down(delivery: Delivery, act: str, actor: str, facts: dict[str, str]) -> None:
    journal.append(
        subject=f"delivery:{delivery.pk}",
        act=f"delivery.{act}",
        actor=actor,
        facts={"subscriber": delivery.subscriber, "event": str(delivery.event_id), **facts},
    )
