"""The states of a licence as a table (S§3.7): what may be done in which state, on which legal ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.contexts.licences.data import State
from yimen.kernel.errors import IllegalMove


class Operation(StrEnum):
    """What is done to an issued licence (操作类型)."""

    SUSPEND = "suspend"  # 暂扣
    RESUME = "resume"  # 暂扣发还
    WITHDRAW = "withdraw"  # 撤销
    CANCEL = "cancel"  # 注销
    REVOKE = "revoke"  # 吊销
    EXPIRE = "expire"  # 过期失效
    SUPERSEDE = "supersede"  # 变更、延续: a new version takes its place


@dataclass(frozen=True)
class Move:
    """One row of the table."""

    after: State
    code: str
    """Operation code of the exchange standard."""
    basis: str
    by_staff: bool = True


NAMES = {
    State.VALID: "有效",
    State.SUSPENDED: "暂扣",
    State.WITHDRAWN: "撤销",
    State.CANCELLED: "注销",
    State.EXPIRED: "失效",
    State.REVOKED: "吊销",
}
CODES = {
    State.VALID: "01",
    State.SUSPENDED: "02",
    State.WITHDRAWN: "03",
    State.CANCELLED: "04",
    State.EXPIRED: "05",
    State.REVOKED: "07",
}
OPERATION_NAMES = {
    Operation.SUSPEND: "暂扣",
    Operation.RESUME: "发还",
    Operation.WITHDRAW: "撤销",
    Operation.CANCEL: "注销",
    Operation.REVOKE: "吊销",
    Operation.EXPIRE: "到期失效",
    Operation.SUPERSEDE: "换发",
}
LIVE = (State.VALID, State.SUSPENDED)

_WITHDRAW = Move(State.WITHDRAWN, "05", "《行政许可法》第六十九条")
_CANCEL = Move(State.CANCELLED, "05", "《行政许可法》第七十条")
_REVOKE = Move(State.REVOKED, "05", "《行政处罚法》第九条")
_EXPIRE = Move(State.EXPIRED, "04", "《行政许可法》第七十条", by_staff=False)

MOVES: dict[tuple[State, Operation], Move] = {
    (State.VALID, Operation.SUSPEND): Move(State.SUSPENDED, "03", "《行政处罚法》第九条"),
    (State.VALID, Operation.WITHDRAW): _WITHDRAW,
    (State.VALID, Operation.CANCEL): _CANCEL,
    (State.VALID, Operation.REVOKE): _REVOKE,
    (State.VALID, Operation.EXPIRE): _EXPIRE,
    (State.VALID, Operation.SUPERSEDE): Move(State.EXPIRED, "09", "《行政许可法》第四十九条", by_staff=False),
    (State.SUSPENDED, Operation.RESUME): Move(State.VALID, "06", "《行政处罚法》第九条"),
    (State.SUSPENDED, Operation.WITHDRAW): _WITHDRAW,
    (State.SUSPENDED, Operation.CANCEL): _CANCEL,
    (State.SUSPENDED, Operation.REVOKE): _REVOKE,
    (State.SUSPENDED, Operation.EXPIRE): _EXPIRE,
}


def move(state: State, operation: Operation) -> Move:
    """Return the row for this state and operation, or refuse."""
    row = MOVES.get((state, operation))
    if row is None:
        raise IllegalMove(f"证照当前状态是“{NAMES[state]}”，不能{OPERATION_NAMES[operation]}。")
    return row


@dataclass(frozen=True)
class Standing:
    """How a licence stands on a day: in words, whether it may be relied on, and how pages mark it."""

    name: str
    in_force: bool
    explanation: str
    tone: str
    """good, warn, quiet or bad"""


def state_on(state: State, valid_from: date, valid_until: date | None, day: date) -> Standing:
    """Return how a licence stands on ``day``.

    Dates are looked at whenever a licence is used: a job that has not run yet makes nothing valid.
    """
    if state in LIVE and valid_until is not None and day > valid_until:
        return Standing("已过期", False, "有效期已经届满，不能再作为凭证使用。", "bad")
    if state is State.VALID and day < valid_from:
        return Standing("尚未生效", False, "还没有到生效的日期。", "quiet")
    if state is State.VALID:
        return Standing(NAMES[state], True, "证照真实，目前有效。", "good")
    if state is State.SUSPENDED:
        return Standing(NAMES[state], False, "证照真实，但已被暂扣，暂扣期间不能使用。", "warn")
    return Standing(NAMES[state], False, f"证照曾经签发，现已{NAMES[state]}，不能再作为凭证使用。", "bad")
