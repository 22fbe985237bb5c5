"""What the system does by itself: issue, deliver online, open or cancel what waited, sweep what is due.

Each is a no-op when there is nothing to do, so that an event delivered twice does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yimen.contexts.cases.data import MaterialState, Outcome, State
from yimen.contexts.cases.domain.profiles import PROFILES
from yimen.contexts.cases.models import Case, CaseMaterial
from yimen.contexts.cases.selectors.picture import content_of
from yimen.contexts.cases.services.cancel_waiting import cancel_waiting
from yimen.contexts.cases.services.close import close
from yimen.contexts.cases.services.deem_accepted import deem_accepted
from yimen.contexts.cases.services.deliver import deliver
from yimen.contexts.cases.services.discard_draft import discard_draft
from yimen.contexts.cases.services.issue import issue
from yimen.contexts.cases.services.lapse import lapse
from yimen.contexts.cases.services.lapse_deferral import lapse_deferral
from yimen.contexts.cases.services.open_waiting import open_waiting
from yimen.contexts.cases.services.timing import due_on
from yimen.contexts.identity.data import SYSTEM
from yimen.contexts.licences import api as licences
from yimen.kernel.errors import Refusal
from yimen.platform.wallclock import today

log = logging.getLogger("yimen.cases")
BATCH = 200


def issue_if_due(*, case_id: UUID) -> None:
    """Issue the licence of a granted case whose result is one and that has none yet."""
    case = Case.objects.select_related("version").filter(pk=case_id, state=State.DECIDED).first()
    if case is None or case.outcome != Outcome.GRANTED or case.licence_id is not None:
        return
    if content_of(case).result.kind == "licence":
        issue(case_id=case_id, actor=SYSTEM)


def deliver_if_online(*, case_id: UUID) -> None:
    """Deliver online what was filed online, once the signed licence is there where there is to be one."""
    case = Case.objects.select_related("version").filter(pk=case_id, state=State.DECIDED).first()
    if case is None or case.channel != "online":
        return
    waits = case.outcome == Outcome.GRANTED and content_of(case).result.kind == "licence"
    licence = licences.licence_of_subject(case.subject) if waits else None
    if not waits or (licence is not None and licence.file_id is not None):
        deliver(case_id=case_id, actor=SYSTEM, method="online")


def settle_waiting(*, awaited_id: UUID) -> None:
    """Open the cases that waited for this one's licence, or cancel them when it ended without."""
    awaited = Case.objects.filter(pk=awaited_id).first()
    if awaited is None:
        return
    for case in Case.objects.filter(awaits_id=awaited_id, state=State.WAITING):
        if awaited.licence_id:
            open_waiting(case_id=case.pk)
        elif awaited.state in (State.DELIVERED, State.CLOSED):
            cancel_waiting(case_id=case.pk)


@transaction.atomic
def refresh_due(*, case_id: UUID) -> None:
    """Copy the due day anew after the calendar moved it. No act: the clocks room has journalled the change."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is not None:
        due = due_on(case.subject, case.state)
        correction = due if case.state == State.CORRECTION_ASKED else None
        Case.objects.filter(pk=case_id).update(due_on=due, correction_due_on=correction)


def sweep() -> dict[str, int]:
    """Do what the calendar demands today and return how many of each; a case that refuses is logged."""
    day = today()
    deeming = [profile.key for profile in PROFILES.values() if profile.deems_acceptance]
    over = Case.objects.filter(due_on__lt=day)
    deferred = CaseMaterial.objects.filter(state=MaterialState.DEFERRED, promised_on__lt=day)
    kept = min(profile.close_after_days for profile in PROFILES.values())
    waiting = Case.objects.filter(state=State.WAITING).exclude(awaits__state=State.IN_REVIEW)
    due: dict[str, tuple[Callable[..., object], QuerySet[Case]]] = {
        "deem_accepted": (deem_accepted, over.filter(state=State.SUBMITTED, profile__in=deeming)),
        "lapse": (lapse, over.filter(state=State.CORRECTION_ASKED)),
        "lapse_deferral": (
            lapse_deferral,
            Case.objects.filter(state=State.IN_REVIEW, pk__in=deferred.values("case_id")),
        ),
        "close": (
            close,
            Case.objects.filter(state=State.DELIVERED, delivered_on__lte=day - timedelta(days=kept)),
        ),
        "discard": (
            _discard,
            Case.objects.filter(state=State.DRAFT, draft_expires_on__lt=day),
        ),
    }
    done = {
        name: _each(name, act, rows.values_list("pk", flat=True)[:BATCH]) for name, (act, rows) in due.items()
    }
    for case in waiting.select_related("awaits")[:BATCH]:
        if case.awaits is not None and (case.awaits.licence_id or case.awaits.state == State.CLOSED):
            settle_waiting(awaited_id=case.awaits.pk)
    return done


def _discard(*, case_id: UUID) -> None:
    discard_draft(case_id=case_id, actor=SYSTEM)


def _each(name: str, act: Callable[..., object], case_ids: Iterable[UUID]) -> int:
    done = 0
    for case_id in list(case_ids):
        try:
            act(case_id=case_id)
            done += 1
        except Refusal as refusal:
            log.warning("sweep: %s of case %s refused: %s", name, case_id, refusal.code)
    return done
