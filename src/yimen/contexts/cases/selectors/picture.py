"""The picture of a case that the guards look at: eight queries, whatever the case holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from yimen.contexts.cases.data import MaterialState, State
from yimen.contexts.cases.domain.facts import CaseFacts, StepFacts
from yimen.contexts.cases.domain.forms import check_answers
from yimen.contexts.cases.domain.materials import differences, missing
from yimen.contexts.cases.domain.profiles import profile_named
from yimen.contexts.cases.models import Case, CaseMaterial, CorrectionPoint
from yimen.contexts.cases.selectors.held import held_today
from yimen.contexts.cases.services.held import holds_result
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import SPECIAL_PROCEDURE, ClockData
from yimen.contexts.licences import api as licences
from yimen.platform.wallclock import today

AUTHORISED_HALL, WINDOW, RECEIVING = "hall", "window", "receiving"
OWNER, REVIEWING, SUPERVISOR, GOVERNMENT = "owner", "reviewing", "supervisor", "government"


def picture_of(case: Case) -> CaseFacts:
    """Return the facts of ``case`` today."""
    content = content_of(case)
    rows = held_today(case, content) if case.state == State.DRAFT else case.materials.all()
    materials = {material.key: material for material in rows}
    ticked = clocks.clocks_of([case.subject]).get(case.subject, [])
    roles = _roles(case)
    states = {key: material.state for key, material in materials.items()}
    return CaseFacts(
        state=case.state,
        profile=profile_named(case.profile),
        content=content,
        today=today(),
        party=str(case.party_id),
        owner=str(case.owner_id),
        channel=case.channel,
        filed_by=str(case.filed_by or ""),
        windows=roles[WINDOW],
        receiving_hall=next(iter(roles[RECEIVING]), ""),
        supervisors=roles[SUPERVISOR],
        governments=roles[GOVERNMENT],
        authorised_halls=roles[AUTHORISED_HALL],
        acceptor=str(case.acceptor_id or ""),
        steps=_steps(case, content),
        form_errors=check_answers(content, case.answers),
        missing_materials=missing(content, states),
        version_changes=_version_changes(case, content) if case.state == State.DRAFT else (),
        **_notices(case),
        **_time(ticked),
        correction_due_on=case.correction_due_on,
        draft_expires_on=case.draft_expires_on,
        open_deferrals=_open_deferrals(materials.values()),
        commitment_signed=case.commitment_signed,
        outcome=case.outcome,
        licence_issued=case.licence_id is not None,
        holds_result=_holds_result(case, content),
        licence_signed=_licence_signed(case),
        awaited_state=_awaited_state(case),
    )


def _time(ticked: list[ClockData]) -> dict[str, Any]:
    running = {clock.kind: clock for clock in ticked}
    ticking = running.get("case")
    return {
        "completeness_due_on": _due(running.get("completeness")),
        "clock_state": ticking.state if ticking else "",
        "legal_due_on": ticking.legal_due_on if ticking else None,
        "special_running": any(c.kind == SPECIAL_PROCEDURE and c.state != "stopped" for c in ticked),
        "extended": bool(ticking and ticking.extended_days),
    }


def content_of(case: Case) -> Content:
    """Return the content of the version that governs the case."""
    content = catalogue.version(case.version_id).content
    if content is None:
        raise ValueError(f"version {case.version_id} has no content, yet a case rests on it")
    return content


def _roles(case: Case) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for organisation_id, capacity in case.roles.values_list("organisation_id", "capacity"):
        found[capacity].add(str(organisation_id))
    return defaultdict(frozenset, {capacity: frozenset(ids) for capacity, ids in found.items()})


def _steps(case: Case, content: Content) -> tuple[StepFacts, ...]:
    plan = {step.key: step for step in content.steps}
    rows = case.steps.prefetch_related("opinions").order_by("position")
    return tuple(
        StepFacts(
            key=row.key,
            name=plan[row.key].name,
            kind=plan[row.key].kind,
            organisation_id=str(row.organisation_id),
            state=row.state,
            assignee=str(row.assignee_id or ""),
            reviewers=frozenset(
                str(officer)
                for opinion in row.opinions.all()
                for officer in (opinion.officer_id, opinion.companion_id)
                if officer
            ),
        )
        for row in rows
    )


def _version_changes(case: Case, content: Content) -> tuple[str, ...]:
    current = catalogue.version_in_force(case.version.item_id, today())
    if current.id == case.version_id:
        return ()
    if current.content is None:
        return ("这个事项已暂停在线申请",)
    return differences(content, current.content)


def _notices(case: Case) -> dict[str, Any]:
    """Return how many notices there were, what the first asked for and what the latest asks for."""
    points = list(CorrectionPoint.objects.filter(case=case).values_list("round", "target", "key"))
    latest = max((number for number, _, _ in points), default=0)
    return {
        "notices": latest,
        "first_points": frozenset((target, key) for number, target, key in points if number == 1),
        "asked_points": frozenset((target, key) for number, target, key in points if number == latest),
    }


def _open_deferrals(materials: Iterable[CaseMaterial]) -> dict[str, date]:
    return {
        material.key: material.promised_on
        for material in materials
        if material.state == MaterialState.DEFERRED and material.promised_on
    }


def _due(clock: ClockData | None) -> date | None:
    return clock.legal_due_on if clock and clock.state == "running" else None


def _holds_result(case: Case, content: Content) -> bool:
    """Return whether a second licence would be one too many; asked only where it could still come about."""
    if case.state not in (State.DRAFT, State.SUBMITTED, State.IN_REVIEW):
        return False
    return holds_result(case.party_id, content)


def _licence_signed(case: Case) -> bool:
    """Return whether the licence's file is there; asked only where the answer counts."""
    if case.licence_id is None or case.state != State.DECIDED:
        return False
    licence = licences.licence_of_subject(case.subject)
    return licence is not None and licence.file_id is not None


def _awaited_state(case: Case) -> str:
    if case.awaits_id is None:
        return ""
    awaited = Case.objects.only("state", "licence_id").get(pk=case.awaits_id)
    if awaited.licence_id:
        return "issued"
    return "failed" if awaited.state in (State.CLOSED, State.DELIVERED) else "pending"
