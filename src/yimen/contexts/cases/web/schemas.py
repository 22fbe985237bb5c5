"""What the REST interface takes and gives, as types; OpenAPI is generated from them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from ninja import Field, Schema
from pydantic import model_validator

from yimen.contexts.cases.data import CasePage, CaseView, Done
from yimen.contexts.clocks.data import ClockData
from yimen.kernel.errors import InvalidInput

LONGEST = 1000
"""Characters of one text an officer writes."""


class DoneOut(Schema):
    """What an act did."""

    id: UUID
    number: str = Field(description="办件编号；草稿为空")
    state: str
    outcome: str
    row_version: int
    paper: str = Field(description="本次产生的文书编号；没有文书时为空")


class ProblemOut(Schema):
    """Why something was refused; nothing was changed."""

    code: str
    message: str
    field: str | None = None
    basis: str | None = None
    errors: dict[str, str] | None = None


class ClockOut(Schema):
    """A clock on the day asked."""

    kind: str
    state: str
    legal_due_on: date | None
    promised_due_on: date | None
    provisional: bool
    used_days: int
    left_days: int
    colour: str
    sentence: str


class CaseOut(Schema):
    """A case as the caller may see it."""

    id: UUID
    number: str
    item: str
    item_code: str
    state: str
    state_name: str
    outcome: str
    outcome_name: str
    owner: str
    owner_phone: str
    applicant: str
    answers: dict[str, Any]
    materials: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    papers: list[dict[str, Any]]
    correction: list[dict[str, Any]]
    clock: ClockOut | None
    trace: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    licence_id: UUID | None
    query_password: str
    decision_reason: str
    pause_proposals: list[dict[str, Any]]


class CaseRowOut(Schema):
    """One row of a list."""

    id: UUID
    number: str
    item: str
    state: str
    state_name: str
    outcome: str
    applicant: str
    updated_at: datetime
    clock: ClockOut | None


class CasePageOut(Schema):
    """One page of a list of cases."""

    rows: list[CaseRowOut]
    total: int
    page: int
    pages: int
    counts: dict[str, int]


class Asked(Schema):
    """What a caller sends: text, but no character that a database cannot keep as text."""

    @model_validator(mode="after")
    def _is_text(self) -> Self:
        for value in vars(self).values():
            if isinstance(value, str) and any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in value):
                raise ValueError("text with a character that cannot be kept")
        return self


class StartIn(Asked):
    """Begin a draft."""

    item: str = Field(description="事项地址中的标识（slug）")
    applicant_number: str = Field("", description="窗口人员为到场的人填报时：申请人的证件号码")


class AnswersIn(Asked):
    """One page of the form."""

    answers: dict[str, str]
    unfinished: bool = Field(False, description="只是先存下来，以后再填；提交时仍然逐项核对")


def answers_of(text: str) -> dict[str, str]:
    """Return the answers that a form field carries as JSON. Raises InvalidInput for anything else."""
    try:
        return AnswersIn.model_validate({"answers": json.loads(text)}).answers
    except ValueError:
        raise InvalidInput({"answers": "请用 JSON 对象给出填写内容。"}, code="answers_unreadable") from None


class DeferIn(Asked):
    """Promise a deferrable material."""

    promised_on: date


class CommitmentIn(Asked):
    """Sign the commitment, or take the signature back."""

    signed: bool


class AwaitIn(Asked):
    """Which case of the same applicant is awaited."""

    awaited_case_id: UUID


class ReasonIn(Asked):
    """A reason."""

    reason: str = Field("", max_length=LONGEST)


class PointIn(Asked):
    """One point of a correction notice."""

    target: Literal["material", "field"]
    key: str
    text: str = Field(max_length=LONGEST)


class CorrectionIn(Asked):
    """The whole one-time notice."""

    points: list[PointIn]


class DeclineIn(Asked):
    """Refuse to accept."""

    reason: str = Field(max_length=LONGEST)
    competent_body: str = Field("", max_length=100)


class OutcomeIn(Asked):
    """Grant or refuse."""

    outcome: Literal["granted", "refused"]
    reason: str = Field("", max_length=LONGEST)


class OpinionIn(Asked):
    """An opinion in a step."""

    step: str
    verdict: Literal["pass", "fail"]
    text: str = Field(max_length=LONGEST)
    companion_id: UUID | None = Field(None, description="现场核查的同行人员")


class StepReasonIn(Asked):
    """Send a step back."""

    step: str
    reason: str = Field(max_length=LONGEST)


class TransferIn(Asked):
    """Hand a step over."""

    step: str
    receiver_id: UUID
    reason: str = Field("", max_length=LONGEST)


class ProposalIn(Asked):
    """Propose a special procedure."""

    ground: str
    days: int = Field(ge=1, le=365)
    reason: str = Field(max_length=LONGEST)


class AnswerIn(Asked):
    """The head's answer."""

    approve: bool


class PauseIn(Asked):
    """Use an approval."""

    proposal_id: UUID


class ExtendIn(Asked):
    """Extend the period."""

    days: int
    reason: str = Field(max_length=LONGEST)


class TerminateIn(Asked):
    """Terminate on a ground in law."""

    ground: str
    reason: str = Field(max_length=LONGEST)


class OpinionUpIn(Asked):
    """Forward up with an opinion."""

    opinion: str = Field(max_length=LONGEST)


class DeliverIn(Asked):
    """How it was delivered."""

    method: Literal["online", "window", "post"] = "online"


def done_out(done: Done) -> dict[str, Any]:
    """Shape what an act did."""
    return {
        "id": done.id,
        "number": done.number,
        "state": done.state,
        "outcome": done.outcome,
        "row_version": done.row_version,
        "paper": done.paper,
    }


def clock_out(clock: ClockData | None) -> dict[str, Any] | None:
    """Shape a clock."""
    if clock is None:
        return None
    names = ClockOut.model_fields
    return {name: getattr(clock, name) for name in names}


def case_out(view: CaseView) -> dict[str, Any]:
    """Shape a case."""
    same = set(CaseOut.model_fields) & set(view.__dataclass_fields__)
    shaped = {name: getattr(view, name) for name in same}
    for name in ("materials", "steps", "papers", "correction", "trace", "actions", "pause_proposals"):
        shaped[name] = [asdict(row) for row in getattr(view, name)]
    return shaped | {
        "item": view.content.name,
        "applicant": view.applicant_name,
        "clock": clock_out(view.clock),
    }


def page_out(page: CasePage) -> dict[str, Any]:
    """Shape a page of a list."""
    same = set(CaseRowOut.model_fields) & set(page.rows[0].__dataclass_fields__) if page.rows else set()
    rows = [
        {name: getattr(row, name) for name in same} | {"item": row.item_name, "clock": clock_out(row.clock)}
        for row in page.rows
    ]
    return {"rows": rows, "total": page.total, "page": page.page, "pages": page.pages, "counts": page.counts}
