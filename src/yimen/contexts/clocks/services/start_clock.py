"""Start a clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.contexts.clocks.data import Act, Budget, ClockData, Policy, State
from yimen.contexts.clocks.domain.spans import midnight, shanghai
from yimen.contexts.clocks.models import Clock
from yimen.contexts.clocks.selectors import scheme as scheme_of
from yimen.contexts.clocks.services.ledger import counts_seconds, settle, write
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidValue
from yimen.platform.wallclock import now


@transaction.atomic
def start(
    *,
    subject: str,
    kind: str,
    legal: Budget | None,
    promised: Budget | None,
    started_on: date | datetime,
    actor: str,
    role: str = "",
    part: str = "",
    policy: str = Policy.STATUTORY,
    scheme: str = "default",
    reason: str = "",
    parent_id: UUID | None = None,
) -> ClockData:
    """Start a clock for a subject this room knows nothing of.

    ``part`` tells several clocks of one kind apart (a step, a material). Raises Conflict where one runs
    already, InvalidValue for limits that cannot be.
    """
    rule = Policy(policy)
    _check(legal, promised, started_on, rule)
    scheme_of(scheme)
    row = _row(
        subject=subject,
        kind=kind,
        part=part,
        policy=rule,
        scheme=scheme,
        started_at=_began(started_on),
        **_limits(legal, promised),
        parent_id=parent_id,
    )
    write(row, Act.START, row.started_at, actor, role=role, reason=reason)
    return settle(row)


def _row(**facts: Any) -> Clock:
    refusal = Conflict("同一事项的这个计时已经在进行。", code="already_running")
    same = {name: facts[name] for name in ("subject", "kind", "part")}
    if Clock.objects.live().filter(**same).exists():
        raise refusal
    version = regions.calendar_version()
    try:
        with transaction.atomic():
            return Clock.objects.create(
                **facts, created_at=now(), state=State.RUNNING, calendar_version=version
            )
    except IntegrityError:  # somebody started the same clock between the look and the row
        raise refusal from None


def _limits(legal: Budget | None, promised: Budget | None) -> dict[str, Any]:
    return {
        "legal_n": legal.n if legal else None,
        "legal_unit": legal.unit if legal else "",
        "promised_n": promised.n if promised else None,
        "promised_unit": promised.unit if promised else "",
    }


def _began(started_on: date | datetime) -> datetime:
    return shanghai(started_on) if isinstance(started_on, datetime) else midnight(started_on)


def _check(
    legal: Budget | None, promised: Budget | None, started_on: date | datetime, policy: Policy
) -> None:
    if legal is None and promised is None:
        raise InvalidValue("没有规定期限，不能计时。", code="no_limit")
    if legal and promised and legal.unit == promised.unit and promised.n > legal.n:
        text = f"承诺期限{promised.words}超过了法定期限{legal.words}。"
        raise InvalidValue(text, code="promised_over_legal", field="promised")
    hours = counts_seconds(Policy.STATUTORY, legal, promised)
    if hours and not isinstance(started_on, datetime) and policy is Policy.STATUTORY:
        raise InvalidValue("按小时计的期限要有开始的时刻。", code="moment_needed", field="started_on")
