"""The law of motion: one table of every legal move of a case.

Refusals of the API, the buttons on the pages and the diagram in the documentation are derived from this
table. Its test is not: it reads an oracle written from the statute by hand. Suspension is not a state.
Source: 行政许可法 (2019), the articles named in each row; the procedure profile narrows the table further.
"""

from __future__ import annotations

from dataclasses import dataclass

from yimen.contexts.cases.data import State

NONE = ""
"""Before there is a case, and after a draft is discarded."""


@dataclass(frozen=True)
class Move:
    """One legal move: in ``state``, ``action`` by one of ``actors`` leads to ``next_state``.

    ``outcomes`` are the outcomes the act may set (empty: it sets none). ``guards`` are names of functions in
    ``guards.py`` that must all be content. ``paper`` is the numbered document the act produces. ``event`` is
    what the rest of the house hears.
    """

    state: str
    action: str
    next_state: str
    event: str
    actors: tuple[str, ...]
    guards: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    basis: str = ""
    paper: str = ""


_FILERS = ("applicant", "agent", "clerk")
_OWNERS = ("applicant", "agent")

DRAFT, WAITING, RECEIVED = State.DRAFT.value, State.WAITING.value, State.RECEIVED.value
SUBMITTED, CORRECTION = State.SUBMITTED.value, State.CORRECTION_ASKED.value
REVIEW, DECIDED = State.IN_REVIEW.value, State.DECIDED.value
DELIVERED, CLOSED = State.DELIVERED.value, State.CLOSED.value

MOVES: tuple[Move, ...] = (
    Move(NONE, "start", DRAFT, "started", _FILERS, ("item_open", "result_not_held")),
    Move(DRAFT, "edit", DRAFT, "edited", _FILERS),
    Move(DRAFT, "discard", NONE, "discarded", ("applicant", "agent", "system"), ("own_or_expired",)),
    Move(
        DRAFT, "submit", SUBMITTED, "submitted", _FILERS,
        ("received_by_owner", "version_in_force", "result_not_held", "assurance_reached", "form_valid", "materials_ready"),
        basis="许可法第29条", paper="收件凭证",
    ),
    Move(
        DRAFT, "submit_elsewhere", RECEIVED, "received_elsewhere", ("clerk_elsewhere",),
        ("version_in_force", "result_not_held", "hall_authorised", "form_valid", "materials_ready"), paper="收件凭证",
    ),
    Move(
        DRAFT, "submit_dependent", WAITING, "put_waiting", _FILERS,
        ("received_by_owner", "version_in_force", "result_not_held", "assurance_reached", "form_valid", "awaits_sister"),
        paper="收件凭证",
    ),
    Move(RECEIVED, "forward", SUBMITTED, "forwarded", ("receiving_clerk",), paper="转递单"),
    Move(RECEIVED, "withdraw", CLOSED, "withdrawn", _OWNERS, outcomes=("withdrawn",), paper="撤回凭证"),
    Move(RECEIVED, "void", CLOSED, "voided", ("supervisor",), ("reason_given",), ("voided",)),
    Move(WAITING, "open", SUBMITTED, "opened", ("system",), ("awaited_issued",)),
    Move(
        WAITING, "cancel", CLOSED, "cancelled", ("system",), ("awaited_failed",), ("cancelled",),
        paper="告知书",
    ),
    Move(WAITING, "withdraw", CLOSED, "withdrawn", _OWNERS, outcomes=("withdrawn",), paper="撤回凭证"),
    Move(
        SUBMITTED, "correct_on_spot", SUBMITTED, "corrected_on_spot", ("applicant", "clerk"),
        basis="许可法第32条第1款第3项",
    ),
    Move(
        SUBMITTED, "ask_correction", CORRECTION, "correction_asked", ("acceptor",),
        ("points_listed", "points_of_version", "no_new_points", "within_completeness"),
        basis="许可法第32条第1款第4项", paper="补正告知书",
    ),
    Move(
        SUBMITTED, "accept", REVIEW, "accepted", ("acceptor", "hall_acceptor"), ("complete",),
        basis="许可法第32条第1款第5项", paper="受理通知书",
    ),
    Move(
        SUBMITTED, "deem_accepted", REVIEW, "deemed_accepted", ("system",),
        ("profile_deems", "completeness_over"), basis="许可法第32条第1款第4项", paper="受理通知书",
    ),
    Move(
        SUBMITTED, "not_required", DECIDED, "declared_not_required", ("acceptor",),
        ("reason_given", "within_completeness"),
        ("not_required",), "许可法第32条第1款第1项", "不受理告知书",
    ),
    Move(
        SUBMITTED, "decline", DECIDED, "declined", ("acceptor",), ("reason_given", "within_completeness"),
        ("not_accepted",), "许可法第32条第1款第2项", "不予受理决定书",
    ),
    Move(
        SUBMITTED, "decide_instantly", DECIDED, "decided", ("clerk",),
        ("instant_item", "clerk_of_owner", "complete", "refusal_reasoned", "result_not_held"),
        ("granted", "refused"), paper="决定书",
    ),
    Move(SUBMITTED, "withdraw", CLOSED, "withdrawn", _OWNERS, outcomes=("withdrawn",), paper="撤回凭证"),
    Move(SUBMITTED, "void", CLOSED, "voided", ("supervisor",), ("reason_given",), ("voided",)),
    Move(
        CORRECTION, "supply", SUBMITTED, "supplied", _FILERS, ("something_supplied",),
        basis="许可法第32条", paper="补正材料凭证",
    ),
    Move(
        CORRECTION, "lapse", CLOSED, "lapsed", ("system",), ("correction_over",), ("returned",),
        paper="退件通知书",
    ),
    Move(CORRECTION, "withdraw", CLOSED, "withdrawn", _OWNERS, outcomes=("withdrawn",), paper="撤回凭证"),
    Move(
        REVIEW, "give_opinion", REVIEW, "opinion_given", ("reviewer_of_step",),
        ("step_open", "reviewer_not_acceptor", "two_officers"), basis="许可法第34条",
    ),
    Move(
        REVIEW, "return_step", REVIEW, "step_returned", ("reviewer", "decider"),
        ("reason_given", "step_closed"),
    ),
    Move(
        REVIEW, "transfer_step", REVIEW, "step_transferred", ("reviewer", "head"),
        ("step_open", "receiver_of_body"),
    ),
    Move(
        REVIEW, "pause", REVIEW, "paused", ("reviewer",),
        ("clock_running", "head_approved", "ground_allowed"), basis="许可法第45条", paper="特别程序告知书",
    ),
    Move(REVIEW, "resume", REVIEW, "resumed", ("reviewer", "system"), ("clock_paused",), basis="许可法第45条"),
    Move(
        REVIEW, "extend", REVIEW, "extended", ("head", "government_head"),
        ("extension_authority", "reason_given", "before_due", "not_extended", "extension_days"),
        basis="许可法第42条", paper="延期告知书",
    ),
    Move(REVIEW, "supply_deferred", REVIEW, "deferral_supplied", _FILERS, ("deferral_open",)),
    Move(
        REVIEW, "lapse_deferral", CLOSED, "deferral_lapsed", ("system",), ("deferral_over",),
        ("returned",), paper="退件通知书",
    ),
    Move(
        REVIEW, "forward_up", CLOSED, "forwarded_up", ("head",), ("lower_level_item", "reason_given"),
        ("forwarded_up",), "许可法第35条 第43条", "转报通知",
    ),
    Move(
        REVIEW, "decide", DECIDED, "decided", ("decider",),
        ("steps_closed", "no_open_deferral", "clock_running", "decider_apart", "refusal_reasoned",
         "result_not_held"),
        ("granted", "refused"), "许可法第37条 第38条", "决定书",
    ),
    Move(
        REVIEW, "terminate", CLOSED, "terminated", ("head",), ("termination_ground", "reason_given"),
        ("terminated",), paper="终止通知书",
    ),
    Move(REVIEW, "withdraw", CLOSED, "withdrawn", _OWNERS, outcomes=("withdrawn",), paper="撤回凭证"),
    Move(
        DECIDED, "issue", DECIDED, "licence_issued", ("licensing_officer", "system"),
        ("granted", "result_is_licence", "not_issued"), basis="许可法第39条", paper="证照",
    ),
    Move(
        DECIDED, "deliver", DELIVERED, "delivered", ("clerk", "courier", "system"), ("ready_to_deliver",),
        basis="许可法第44条", paper="送达回证",
    ),
    Move(
        DELIVERED, "delivery_failed", DECIDED, "delivery_failed", ("courier", "clerk"), ("reason_given",)
    ),
    Move(DELIVERED, "close", CLOSED, "closed", ("system",)),
)  # fmt: skip

TABLE: dict[tuple[str, str], Move] = {(move.state, move.action): move for move in MOVES}
ACTIONS: tuple[str, ...] = tuple(dict.fromkeys(move.action for move in MOVES))

ACTION_NAMES: dict[str, str] = {
    "start": "开始申请",
    "edit": "填写",
    "discard": "删除草稿",
    "submit": "提交申请",
    "submit_elsewhere": "异地收件",
    "submit_dependent": "提交并等待前置结果",
    "forward": "转递",
    "withdraw": "撤回申请",
    "void": "作废",
    "open": "前置结果已出，进入办理",
    "cancel": "取消",
    "correct_on_spot": "当场更正",
    "ask_correction": "要求补正",
    "accept": "同意受理",
    "deem_accepted": "逾期未告知，视为受理",
    "not_required": "不受理（不需要办理）",
    "decline": "不予受理",
    "decide_instantly": "当场办结",
    "supply": "提交补正材料",
    "lapse": "逾期未补正，退件",
    "give_opinion": "提交审查意见",
    "return_step": "退回上一环节",
    "transfer_step": "转办",
    "pause": "启动特别程序",
    "resume": "恢复计时",
    "extend": "延长期限",
    "supply_deferred": "补交容缺材料",
    "lapse_deferral": "容缺材料逾期，退件",
    "forward_up": "转报上级",
    "decide": "作出决定",
    "terminate": "终止办理",
    "issue": "制发证照",
    "deliver": "送达",
    "delivery_failed": "送达未成",
    "close": "归档办结",
}


def move_for(state: str, action: str) -> Move | None:
    """Return the legal move, or None where the act is refused in this state."""
    return TABLE.get((state, action))


def actions_in(state: str) -> list[Move]:
    """Return every move that is legal in ``state``, in the order of the table."""
    return [move for move in MOVES if move.state == state]
