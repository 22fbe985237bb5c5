"""Materials and steps of a case, as views."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from yimen.contexts.cases.data import MaterialState, MaterialView, OpinionView, StepView
from yimen.contexts.cases.models import Case, CaseMaterial, CaseStep
from yimen.contexts.catalogue.data import Content, Material, Necessity, ReviewStep
from yimen.contexts.clocks.data import ClockData
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor
from yimen.platform.files import api as files
from yimen.platform.files.api import FileData


def material_views(case: Case, content: Content, *, for_officer: bool) -> tuple[MaterialView, ...]:
    """Return the materials in the order of the version; acceptance standards only for officers."""
    rows = {row.key: row for row in case.materials.all()}
    kept = files.describe_many([row.file_id for row in rows.values() if row.file_id])
    return tuple(
        _material(material, rows.get(material.key) or CaseMaterial(key=material.key), kept, for_officer)
        for material in content.materials
    )


def count_held(case: Case) -> int:
    """Return how many materials did not have to be brought because the platform holds them."""
    return sum(1 for row in case.materials.all() if row.state == MaterialState.HELD)


def _material(
    material: Material, row: CaseMaterial, kept: dict[UUID, FileData], for_officer: bool
) -> MaterialView:
    file = kept.get(row.file_id) if row.file_id else None
    return MaterialView(
        key=material.key,
        name=material.name,
        state=MaterialState(row.state),
        necessity=material.necessity,
        deferrable=material.necessity == Necessity.DEFERRABLE,
        instructions=material.instructions,
        common_errors=material.common_errors,
        formats=material.formats,
        max_mb=material.max_mb,
        when=material.when,
        file_id=row.file_id,
        file_name=file.name if file else "",
        file_size=file.size if file else 0,
        media_type=file.media_type if file else "",
        licence_id=row.licence_id,
        licence_name=material.name if row.licence_id else "",
        promised_on=row.promised_on,
        trust=row.trust,
        acceptance_standard=material.acceptance_standard if for_officer else "",
    )


def step_views(
    case: Case, content: Content, actor: Actor, ticking: Iterable[ClockData] = ()
) -> tuple[StepView, ...]:
    """Return the review steps in the order of the plan. Opinions are withheld from the applicant."""
    plan = {step.key: step for step in content.steps}
    rows = list(case.steps.select_related("organisation").prefetch_related("opinions").order_by("position"))
    people = identity.actors_of(_officers(rows)) if rows else {}
    due = {clock.part: clock.due_on for clock in ticking if clock.kind == "step" and clock.state != "stopped"}
    return tuple(_step(row, plan[row.key], people, actor, due.get(row.key)) for row in rows)


def _officers(rows: list[CaseStep]) -> set[UUID]:
    found = {row.assignee_id for row in rows}
    for row in rows:
        for opinion in row.opinions.all():
            found |= {opinion.officer_id, opinion.companion_id}
    return {account for account in found if account}


def _step(
    row: CaseStep, plan: ReviewStep, people: dict[UUID, Actor], actor: Actor, due_on: date | None
) -> StepView:
    assignee = people.get(row.assignee_id) if row.assignee_id else None
    opinions = row.opinions.all() if actor.kind in ("staff", "system") else ()
    mine = (
        row.state == "open"
        and actor.organisation_id == row.organisation_id
        and "reviewer" in actor.roles
        and row.assignee_id in (None, actor.account_id)
    )
    return StepView(
        id=row.pk,
        key=row.key,
        name=plan.name,
        kind=plan.kind,
        body=row.organisation.name,
        organisation_id=row.organisation_id,
        state=row.state,
        after=plan.after,
        assignee_id=row.assignee_id,
        assignee=assignee.name if assignee else "",
        phone=assignee.phone if assignee else row.organisation.phone,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        points=plan.points,
        opinions=tuple(
            OpinionView(
                officer=_name(people, opinion.officer_id),
                verdict=opinion.verdict,
                text=opinion.text,
                given_at=opinion.given_at,
                companion=_name(people, opinion.companion_id),
            )
            for opinion in sorted(opinions, key=lambda given: given.given_at)
        ),
        mine=mine,
        due_on=due_on if row.state == "open" else None,
    )


def _name(people: dict[UUID, Actor], account_id: UUID | None) -> str:
    person = people.get(account_id) if account_id else None
    return person.name if person else ""
