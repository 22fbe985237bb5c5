"""A case as one person may see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yimen.contexts.cases.data import (
    OUTCOME_NAMES,
    STATE_NAMES,
    CaseView,
    CorrectionPointView,
    DraftCheck,
    Outcome,
    PaperView,
    PauseProposalView,
    State,
    StepView,
)
from yimen.contexts.cases.domain.capacities import capacities_of
from yimen.contexts.cases.domain.facts import CaseFacts
from yimen.contexts.cases.domain.forms import check_group
from yimen.contexts.cases.domain.profiles import STATUTORY_GROUNDS
from yimen.contexts.cases.models import Case, CorrectionPoint, PauseProposal
from yimen.contexts.cases.selectors.actions import actions_for
from yimen.contexts.cases.selectors.parts import count_held, material_views, step_views
from yimen.contexts.cases.selectors.picture import picture_of
from yimen.contexts.cases.selectors.trace import trace_of
from yimen.contexts.cases.services.timing import CLOCK_OF_STATE
from yimen.contexts.catalogue.data import Content
from yimen.contexts.clocks import api as clocks
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import NotFound
from yimen.platform.wallclock import local_date

AS_STORED = (
    "row_version",
    "outcome",
    "channel",
    "version_id",
    "correction_due_on",
    "licence_id",
    "submitted_at",
    "received_on",
    "accepted_on",
    "decided_on",
    "commitment_signed",
    "decision_reason",
    "draft_expires_on",
)


@dataclass(frozen=True)
class Seen:
    """A case, its facts and the capacities of the person who looks."""

    case: Case
    facts: CaseFacts
    capacities: frozenset[str]

    @property
    def by_applicant(self) -> bool:
        """Return whether the applicant looks."""
        return "applicant" in self.capacities


def look(case_id: UUID, actor: Actor) -> Seen:
    """Return the case for somebody who stands in it. Strangers learn nothing: NotFound."""
    case = (
        Case.objects.select_related("version__item", "owner")
        .prefetch_related("materials")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise NotFound("没有找到这个办件。")
    facts = picture_of(case)
    capacities = capacities_of(actor, facts)
    if not capacities:
        message = (
            "您所在的部门与这个办件无关，不能查看或办理。" if actor.kind == "staff" else "没有找到这个办件。"
        )
        raise NotFound(message)
    return Seen(case, facts, capacities)


def case_view(case_id: UUID, actor: Actor) -> CaseView:
    """Return the case as ``actor`` may see it. Raises NotFound for strangers."""
    return view_of(look(case_id, actor), actor)


def view_of(seen: Seen, actor: Actor) -> CaseView:
    """Return the view of a case that ``actor`` was let in to see."""
    case, content, mine = seen.case, seen.facts.content, seen.by_applicant
    party = identity.party(case.party_id)
    ticking = tuple(clocks.clocks_of([case.subject]).get(case.subject, []))
    current = CLOCK_OF_STATE.get(case.state)
    steps = step_views(case, content, actor, ticking)
    handler, phone = _handler(case, seen.facts, steps)
    return CaseView(
        **{name: getattr(case, name) for name in AS_STORED},
        id=case.pk,
        number=case.number or "",
        state=State(case.state),
        state_name=STATE_NAMES[State(case.state)],
        outcome_name=OUTCOME_NAMES[Outcome(case.outcome)] if case.outcome else "",
        content=content,
        slug=case.version.item.slug,
        item_code=case.version.item.code31 or "",
        owner=case.owner.name,
        owner_phone=case.owner.phone,
        viewer="applicant" if mine else "officer",
        applicant_name=party.name,
        applicant_number=party.number if mine else party.masked_number,
        applicant_phone=party.phone,
        answers=dict(case.answers),
        materials=material_views(case, content, for_officer=not mine),
        steps=steps,
        papers=_papers(case),
        correction=_correction(case, content),
        clock=next((clock for clock in ticking if clock.kind == current and clock.state != "stopped"), None),
        clocks=ticking,
        trace=trace_of(case, content, for_officer=not mine),
        actions=actions_for(seen.facts, actor, seen.capacities),
        pause_proposals=() if mine else _proposals(case),
        query_password=case.query_password if mine else "",
        saved_materials=count_held(case),
        saved_visits=max(0, content.visits.baseline - content.visits.count),
        handler=handler,
        handler_phone=phone,
    )


def draft_check(case_id: UUID, actor: Actor) -> DraftCheck:
    """Return what still stands between a draft and sending it."""
    return check_of(look(case_id, actor), actor)


def draft_view(case_id: UUID, actor: Actor) -> tuple[CaseView, DraftCheck]:
    """Return a draft and what it still lacks, in one look."""
    seen = look(case_id, actor)
    return view_of(seen, actor), check_of(seen, actor)


def check_of(seen: Seen, actor: Actor) -> DraftCheck:
    """Return what a draft that ``actor`` was let in to see still lacks."""
    facts, answers = seen.facts, seen.case.answers
    return DraftCheck(
        errors=dict(facts.form_errors),
        missing=facts.missing_materials,
        groups_done=tuple(g.key for g in facts.content.groups if not check_group(g, answers)),
        assurance_missing=seen.by_applicant and actor.assurance < facts.content.assurance,
        version_changed=facts.version_changes,
    )


def _handler(case: Case, facts: CaseFacts, steps: tuple[StepView, ...]) -> tuple[str, str]:
    """Return who has the case in hand now and the telephone to ask at."""
    for step in steps:
        if step.state == "open":
            return " ".join(filter(None, (step.body, step.assignee))), step.phone or case.owner.phone
    return case.owner.name, case.owner.phone


def _papers(case: Case) -> tuple[PaperView, ...]:
    rows = case.papers.order_by("position").values_list("pk", "kind", "number", "issued_at")
    return tuple(PaperView(pk, kind, number, local_date(issued)) for pk, kind, number, issued in rows)


def _correction(case: Case, content: Content) -> tuple[CorrectionPointView, ...]:
    names = {("material", m.key): m.name for m in content.materials}
    names |= {("field", f.key): f.label for group in content.groups for f in group.fields}
    rows = list(CorrectionPoint.objects.filter(case=case).order_by("target", "key"))
    latest = max((row.round for row in rows), default=0)
    return tuple(
        CorrectionPointView(
            row.target, row.key, names.get((row.target, row.key), row.key), row.text, row.supplied
        )
        for row in rows
        if row.round == latest
    )


def _proposals(case: Case) -> tuple[PauseProposalView, ...]:
    rows = list(PauseProposal.objects.filter(case=case))
    people = identity.actors_of({row.proposed_by for row in rows}) if rows else {}
    return tuple(
        PauseProposalView(
            row.pk,
            row.ground,
            STATUTORY_GROUNDS[row.ground],
            row.days,
            row.reason,
            people[row.proposed_by].name if row.proposed_by in people else "",
            row.state,
        )
        for row in rows
    )
