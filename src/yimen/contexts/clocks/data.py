"""What leaves the clocks room: budgets, the picture of a clock on a day, reports of the oracles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from yimen.kernel.errors import InvalidValue

LONGEST = 10_000
"""No period of any law comes near this many days or hours; a larger number is a slip of the pen."""


class Unit(StrEnum):
    """What a budget is counted in (S§1.20)."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"


UNIT_NAMES: dict[str, str] = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "个自然日",
    Unit.HOUR: "小时",
    Unit.MONTH: "个月",
}


class Policy(StrEnum):
    """How time is counted."""

    STATUTORY = "statutory"
    """Whole days, the first not counted (许可法第82条, and the custom of every Chinese period)."""
    ELAPSED = "elapsed"
    """To the second; a working day is 24 hours."""


class State(StrEnum):
    """What a clock says about itself. Overdue is no state: it is a matter of the day one asks."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


STATE_NAMES: dict[str, str] = {
    State.RUNNING: "计时中",
    State.PAUSED: "已暂停计时",
    State.STOPPED: "已停止计时",
}


class Act(StrEnum):
    """The five kinds of ledger entry."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    STOP = "stop"


class Colour(StrEnum):
    """The colour a clock shows; the names of the cards it leads to."""

    NONE = "none"
    NOTICE = "notice"
    WARNING = "warning"
    YELLOW = "yellow"
    RED = "red"
    SECOND_RED = "second_red"

    @property
    def rank(self) -> int:
        """Return how grave it is; 0 is nothing."""
        return list(Colour).index(self)


COLOUR_NAMES: dict[str, str] = {
    Colour.NONE: "正常",
    Colour.NOTICE: "提醒",
    Colour.WARNING: "预警",
    Colour.YELLOW: "即将超期",
    Colour.RED: "已超承诺期限",
    Colour.SECOND_RED: "已超法定期限",
}

GROUND_NAMES: dict[str, str] = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
}
"""许可法第45条: the closed list of what is not counted in the limit of a licence, by key."""

KIND_NAMES: dict[str, str] = {
    "completeness": "材料审查",
    "case": "办理",
    "step": "环节办理",
    "special_procedure": "特别程序",
    "deferral": "容缺补交",
    "correction": "补正",
    "delivery": "送达",
    "forwarding": "转递",
    "licence_issue": "制证",
    "pre_acceptance": "受理前审查",
    "enquiry": "咨询答复",
    "complaint": "投诉处理",
    "work_order": "工单办理",
}
SPECIAL_PROCEDURE = "special_procedure"


@dataclass(frozen=True)
class Budget:
    """``n`` units of time."""

    n: int
    unit: Unit = Unit.WORKING_DAY

    def __post_init__(self) -> None:
        if isinstance(self.n, bool) or not isinstance(self.n, int) or not 0 <= self.n <= LONGEST:
            raise InvalidValue(f"期限应为0到{LONGEST}之间的整数。", code="bad_budget")
        try:
            object.__setattr__(self, "unit", Unit(self.unit))
        except ValueError:
            raise InvalidValue(f"不认识的期限单位“{self.unit}”。", code="unknown_unit") from None

    @property
    def words(self) -> str:
        """Return the budget as people say it: 20个工作日."""
        return f"{self.n}{UNIT_NAMES[self.unit]}"


@dataclass(frozen=True)
class PauseData:
    """One pause as it counts: days d with ``begins`` <= d < ``ends`` are not counted."""

    ground: str
    ground_name: str
    begins: date
    ends: date | None
    """None: still open, approved days not used up."""
    approved_days: int
    approved_until: date
    """The day the clock goes on by itself."""
    excluded_days: int
    """Days of the clock's own unit that fell out, up to the day asked about."""
    automatic: bool
    """It ended because the approved days were used up."""


class SegmentKind(StrEnum):
    """A stretch of the bar that shows a deadline."""

    USED = "used"
    PAUSED = "paused"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar, in days of the clock's unit (pauses: the days that were not counted)."""

    kind: SegmentKind
    days: int


@dataclass(frozen=True)
class Line:
    """One line of the arithmetic, shown on demand."""

    text: str
    day: date | None = None


@dataclass(frozen=True)
class ClockData:
    """A clock as it stood at ``as_of``."""

    id: UUID
    subject: str
    kind: str
    kind_name: str
    part: str
    """Tells clocks of one kind on one subject apart: a step, a material, a ground."""
    policy: Policy
    state: State
    state_name: str
    as_of: datetime
    started_on: date
    started_at: datetime
    legal: Budget | None
    promised: Budget | None
    extended_days: int
    legal_due_on: date | None
    """None where there is no legal limit, and while a pause is open."""
    promised_due_on: date | None
    legal_due_at: datetime | None
    promised_due_at: datetime | None
    provisional: bool
    """A due day rests on a year whose holidays are not published yet."""
    used_days: int
    left_days: int
    """Until the promised limit (the legal one where nothing is promised); negative when exceeded."""
    pauses: tuple[PauseData, ...]
    paused_days: int
    stopped_on: date | None
    stop_reason: str
    colour: Colour
    colour_name: str
    next_alarm_at: datetime | None
    sentence: str
    """法定20个工作日，承诺7个工作日，已用3个工作日，预计2026年3月16日（周一）前办结。"""
    arithmetic: tuple[Line, ...]
    segments: tuple[Segment, ...]

    @property
    def due_on(self) -> date | None:
        """Return the day that counts for the person waiting: promised, else legal."""
        return self.promised_due_on if self.promised else self.legal_due_on

    @property
    def paused(self) -> bool:
        """Return whether a pause is open."""
        return self.state is State.PAUSED

    @property
    def overdue(self) -> bool:
        """Return whether the limit that counts for the person waiting is exceeded."""
        return self.left_days < 0 or self.colour.rank >= Colour.RED.rank


@dataclass(frozen=True)
class AlarmData:
    """A boundary that was reached."""

    clock_id: UUID
    subject: str
    kind: str
    part: str
    card: str
    rule: str
    at: datetime


@dataclass(frozen=True)
class SweepReport:
    """What one run of the alarm job did."""

    looked_at: int = 0
    alarms: int = 0
    resumed: int = 0


@dataclass(frozen=True)
class ProjectionReport:
    """Projections recomputed; ``differing`` are clocks whose stored columns were not what the ledger says."""

    checked: int
    differing: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class OracleRow:
    """One row of a file of worked examples."""

    number: int
    """Line of the file, the header being 1."""
    case: str
    expected: str
    got: str
    provisional: bool = False

    @property
    def ok(self) -> bool:
        """Return whether the program agrees."""
        return self.expected == self.got


@dataclass(frozen=True)
class OracleReport:
    """A file of worked examples, checked."""

    rows: tuple[OracleRow, ...]

    @property
    def read(self) -> int:
        """Return how many examples were read."""
        return len(self.rows)

    @property
    def wrong(self) -> tuple[OracleRow, ...]:
        """Return the rows where the program differs."""
        return tuple(row for row in self.rows if not row.ok)

    @property
    def ok(self) -> bool:
        """Return whether the program agrees with every row."""
        return not self.wrong
