"""What this room does when something happened below it, or to a case itself. Each calls one service."""

from __future__ import annotations

from uuid import UUID

from yimen.contexts.cases import api
from yimen.platform.outbox.api import EventData, subscribe


@subscribe("case.decided", name="cases.issue_licence")
def issue_licence(event: EventData) -> None:
    """Issue the licence of a granted case by itself, where the result is one."""
    if event.body["outcome"] == "granted":
        api.issue_if_due(case_id=UUID(event.body["case_id"]))


@subscribe("licence.signed", name="cases.deliver_online")
def deliver_online(event: EventData) -> None:
    """Deliver online what was applied for online, as soon as the signed file is there."""
    case_id = _case_of(event)
    if case_id is not None:
        api.deliver_if_online(case_id=case_id)


@subscribe("case.decided", name="cases.deliver_decision")
def deliver_decision(event: EventData) -> None:
    """Deliver the decision online where there is no licence to wait for."""
    api.deliver_if_online(case_id=UUID(event.body["case_id"]))


@subscribe("case.declared_not_required", name="cases.deliver_not_required")
def deliver_not_required(event: EventData) -> None:
    """Deliver the notice online."""
    api.deliver_if_online(case_id=UUID(event.body["case_id"]))


@subscribe("case.declined", name="cases.deliver_refusal")
def deliver_refusal(event: EventData) -> None:
    """Deliver the refusal to accept online."""
    api.deliver_if_online(case_id=UUID(event.body["case_id"]))


@subscribe("licence.issued", name="cases.open_waiting")
def open_waiting(event: EventData) -> None:
    """Open the cases that waited for this licence."""
    case_id = _case_of(event)
    if case_id is not None:
        api.settle_waiting(awaited_id=case_id)


@subscribe("case.delivered", name="cases.cancel_waiting")
def cancel_waiting_after_delivery(event: EventData) -> None:
    """Cancel the cases that waited for a licence that will not come."""
    api.settle_waiting(awaited_id=UUID(event.body["case_id"]))


@subscribe("clock.resumed", name="cases.note_resumed")
def note_resumed(event: EventData) -> None:
    """Follow a case clock that went on by itself when the approved days of a special procedure were over."""
    case_id = _case_of(event)
    if case_id is not None and event.body["kind"] == "case" and event.body["automatic"]:
        api.note_resumed(case_id=case_id)


@subscribe("clock.due_changed", name="cases.refresh_due")
def refresh_due(event: EventData) -> None:
    """Keep the due day that lists are sorted by in step with a calendar that was edited."""
    case_id = _case_of(event)
    if case_id is not None:
        api.refresh_due(case_id=case_id)


def _case_of(event: EventData) -> UUID | None:
    subject = str(event.body.get("subject", ""))
    return UUID(subject.removeprefix("case:")) if subject.startswith("case:") else None


def _tell(event: EventData) -> None:
    api.tell_applicant(case_id=UUID(event.body["case_id"]), event=event.type)


for _type in (
    "case.submitted", "case.correction_asked", "case.accepted", "case.deemed_accepted", "case.paused",
    "case.resumed", "case.extended", "case.decided", "case.declined", "case.declared_not_required",
    "case.delivered", "case.lapsed", "case.deferral_lapsed", "case.terminated", "case.opened",
    "case.cancelled", "case.voided", "case.forwarded_up", "case.withdrawn",
):  # fmt: skip
    subscribe(_type, name=f"cases.tell_applicant.{_type}")(_tell)
