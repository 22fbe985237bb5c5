"""Deliver the result (许可法第44条). Remedies run from delivery."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import stop_clock
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import InvalidInput

METHODS = {"online": "网上", "window": "窗口领取", "post": "邮寄"}


@transaction.atomic
def deliver(*, case_id: UUID, actor: Actor, method: str = "online") -> Done:
    """Record that the applicant has the result, by method (online, window or post)."""
    if method not in METHODS:
        raise InvalidInput({"method": "请选择送达方式。"}, code="method_unknown")
    act = begin(case_id, "deliver", actor, method=method)
    stop_clock(act, "delivery")
    paper = write_paper(act, method=METHODS[method])
    return finish(act, paper=paper, delivered_on=act.on, facts={"method": method})
