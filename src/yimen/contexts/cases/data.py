"""What leaves the cases room: states, outcomes, views of a case for those who may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from yimen.contexts.catalogue.data import Content
from yimen.contexts.clocks.data import ClockData


class State(StrEnum):
    """The nine states of a case. Suspension is not a state: it is what the clock says."""

    DRAFT = "draft"
    WAITING = "waiting"
    RECEIVED = "received"
    SUBMITTED = "submitted"
    CORRECTION_ASKED = "correction_asked"
    IN_REVIEW = "in_review"
    DECIDED = "decided"
    DELIVERED = "delivered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case came out; separate from its state."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_REQUIRED = "not_required"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    TERMINATED = "terminated"
    FORWARDED_UP = "forwarded_up"
    VOIDED = "voided"
    CANCELLED = "cancelled"


STATE_NAMES = {
    State.DRAFT: "草稿",
    State.WAITING: "等待前置结果",
    State.RECEIVED: "已收件待转递",
    State.SUBMITTED: "已提交待受理",
    State.CORRECTION_ASKED: "待补正",
    State.IN_REVIEW: "审查中",
    State.DECIDED: "已决定待送达",
    State.DELIVERED: "已送达",
    State.CLOSED: "已办结",
}

OUTCOME_NAMES = {
    Outcome.GRANTED: "准予",
    Outcome.REFUSED: "不予许可",
    Outcome.NOT_REQUIRED: "不受理（不需要办理）",
    Outcome.NOT_ACCEPTED: "不予受理",
    Outcome.WITHDRAWN: "已撤回",
    Outcome.RETURNED: "已退件",
    Outcome.TERMINATED: "已终止",
    Outcome.FORWARDED_UP: "已转报上级",
    Outcome.VOIDED: "已作废",
    Outcome.CANCELLED: "已取消",
}


class MaterialState(StrEnum):
    """Where a material stands."""

    MISSING = "missing"  # 待上传
    PROVIDED = "provided"  # 已提供
    HELD = "held"  # 已有: a licence of the platform satisfies it
    DEFERRED = "deferred"  # 容缺, promised for a date
    COMMITTED = "committed"  # 以承诺代替
    NOT_NEEDED = "not_needed"  # 本情形不需要


@dataclass(frozen=True)
class MaterialView:
    """One material of a case."""

    key: str
    name: str
    state: MaterialState
    necessity: str
    deferrable: bool
    instructions: str = ""
    common_errors: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    max_mb: int = 10
    when: str = ""
    file_id: UUID | None = None
    file_name: str = ""
    file_size: int = 0
    media_type: str = ""
    licence_id: UUID | None = None
    licence_name: str = ""
    promised_on: date | None = None
    trust: str = ""
    """A, B, C or D (S§1.5)."""
    acceptance_standard: str = ""
    """Only for officers."""


@dataclass(frozen=True)
class OpinionView:
    """One opinion given in a step."""

    officer: str
    verdict: str
    """pass or fail"""
    text: str
    given_at: datetime
    companion: str = ""
    """Second officer of a site visit."""


@dataclass(frozen=True)
class StepView:
    """One review step of a case."""

    id: UUID
    key: str
    name: str
    kind: str
    body: str
    organisation_id: UUID
    state: str
    """waiting, open, closed or skipped"""
    after: tuple[str, ...] = ()
    assignee_id: UUID | None = None
    assignee: str = ""
    phone: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    points: tuple[str, ...] = ()
    opinions: tuple[OpinionView, ...] = ()
    mine: bool = False
    """Open, and of the body the viewer reviews for."""
    due_on: date | None = None
    """When the step's own time is up, while it is open."""


@dataclass(frozen=True)
class PaperView:
    """A numbered, dated paper of a case."""

    id: UUID
    kind: str
    """Chinese name: 受理通知书, ..."""
    number: str
    issued_on: date
    delivered_at: datetime | None = None


@dataclass(frozen=True)
class CorrectionPointView:
    """One point of a correction notice: a material or a form field of the version, and what is wrong."""

    target: str
    """material or field"""
    key: str
    name: str
    text: str
    supplied: bool = False
    """Handed in; whether it is enough, the acceptor judges."""


@dataclass(frozen=True)
class ActionOption:
    """An act the viewer could do now by the state table; ``why_not`` says what still stands in the way."""

    action: str
    label: str
    basis: str = ""
    enabled: bool = True
    why_not: str = ""


@dataclass(frozen=True)
class TraceLine:
    """One line of the trace, open to the applicant."""

    position: int
    action: str
    title: str
    """What happened, in words: 窗口受理, ..."""
    handler: str
    organisation: str
    phone: str
    effective_at: datetime
    recorded_at: datetime
    basis: str = ""
    note: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class CaseRow:
    """One row of a list of cases."""

    id: UUID
    number: str
    item_name: str
    slug: str
    state: State
    state_name: str
    outcome: str
    outcome_name: str
    applicant: str
    """In clear: a list holds only cases in which the viewer's organisation has a part."""
    updated_at: datetime
    submitted_on: date | None = None
    clock: ClockData | None = None
    handler: str = ""
    changed: bool = False
    """Something happened since the viewer last opened it."""
    step_due_on: date | None = None
    """When the viewer's own open review step is due."""


@dataclass(frozen=True)
class CasePage:
    """One page of a list of cases."""

    rows: tuple[CaseRow, ...]
    total: int
    page: int
    pages: int
    counts: dict[str, int] = field(default_factory=dict)
    filter: str = ""
    """The key of FILTER_NAMES that was used."""


@dataclass(frozen=True)
class CaseView:
    """A case as one person may see it."""

    id: UUID
    number: str
    row_version: int
    state: State
    state_name: str
    outcome: str
    outcome_name: str
    channel: str
    content: Content
    version_id: UUID
    slug: str
    item_code: str
    owner: str
    owner_phone: str
    viewer: str
    """applicant or officer"""
    applicant_name: str
    applicant_number: str
    """Masked, unless the viewer is the applicant."""
    applicant_phone: str
    answers: dict[str, Any]
    materials: tuple[MaterialView, ...]
    steps: tuple[StepView, ...]
    papers: tuple[PaperView, ...]
    correction: tuple[CorrectionPointView, ...]
    """The points of the latest notice."""
    correction_due_on: date | None
    clock: ClockData | None
    """The clock that runs now: completeness, case or delivery."""
    clocks: tuple[ClockData, ...]
    trace: tuple[TraceLine, ...]
    actions: tuple[ActionOption, ...]
    licence_id: UUID | None
    submitted_at: datetime | None
    received_on: date | None
    accepted_on: date | None
    decided_on: date | None
    commitment_signed: bool
    pause_proposals: tuple[PauseProposalView, ...] = ()
    query_password: str = ""
    """Six digits, only for the applicant."""
    decision_reason: str = ""
    saved_materials: int = 0
    saved_visits: int = 0
    handler: str = ""
    handler_phone: str = ""
    draft_expires_on: date | None = None


@dataclass(frozen=True)
class PauseProposalView:
    """A special procedure proposed by a reviewer, waiting for the head or approved."""

    id: UUID
    ground: str
    ground_name: str
    days: int
    reason: str
    proposed_by: str
    state: str
    """proposed, approved, refused or used"""


@dataclass(frozen=True)
class DraftCheck:
    """What still stands between a draft and sending it."""

    errors: dict[str, str]
    """Form field key → message."""
    missing: tuple[str, ...]
    """Keys of required materials without file, licence or lawful deferral."""
    groups_done: tuple[str, ...]
    """Keys of the form groups that are complete."""
    assurance_missing: bool = False
    version_changed: tuple[str, ...] = ()
    """Differences, in words, when a newer version is in force than the draft was begun on."""

    @property
    def ready(self) -> bool:
        """Return whether the draft can be sent."""
        return not (self.errors or self.missing or self.assurance_missing or self.version_changed)


@dataclass(frozen=True)
class Point:
    """Input of a correction notice: target ("material" or "field"), its key in the version, what is wrong."""

    target: str
    key: str
    text: str


@dataclass(frozen=True)
class Done:
    """What an act did: where the case stands now, and the number of the paper it produced."""

    id: UUID
    number: str
    state: str
    outcome: str
    row_version: int
    paper: str = ""
