"""Reads: clocks as they stand, alarms that are due, files of worked examples."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from yimen.contexts.clocks.data import (
    Act,
    AlarmData,
    Budget,
    ClockData,
    OracleReport,
    Policy,
    State,
    Unit,
)
from yimen.contexts.clocks.domain.cards import Scheme, boundaries, read_schemes, scheme_named
from yimen.contexts.clocks.domain.history import Extension, History, Pause, settled
from yimen.contexts.clocks.domain.oracles import check_card_rows, check_clock_rows
from yimen.contexts.clocks.domain.picture import Identity, picture
from yimen.contexts.clocks.domain.projection import due_boundaries
from yimen.contexts.clocks.domain.reckoning import reckon
from yimen.contexts.clocks.domain.spans import ONE_DAY, midnight, shanghai
from yimen.contexts.clocks.models import Clock
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidValue, NotFound
from yimen.kernel.reference import data_file
from yimen.kernel.workdays import WorkCalendar, shipped_calendar
from yimen.platform.wallclock import now, today


def clock(clock_id: UUID, on: date | datetime | None = None) -> ClockData:
    """Return one clock as it stands now, or as it stood ``on`` a day. Raises NotFound."""
    row = Clock.objects.with_ledger().filter(pk=clock_id).first()
    if row is None:
        raise NotFound("没有这个计时。", code="unknown_clock")
    return clock_data(row, regions.calendar(), moment_of(on))


def clock_of(
    subject: str, kind: str, part: str | None = None, on: date | datetime | None = None
) -> ClockData | None:
    """Return the subject's clock of a kind: the live one, else the latest. ``part`` None takes any part."""
    rows = Clock.objects.with_ledger().filter(subject=subject, kind=kind)
    if part is not None:
        rows = rows.filter(part=part)
    found = sorted(rows, key=lambda row: (row.state != State.STOPPED, row.created_at))
    return clock_data(found[-1], regions.calendar(), moment_of(on)) if found else None


def clocks_of(subjects: Iterable[str], on: date | datetime | None = None) -> dict[str, list[ClockData]]:
    """Return every clock of every subject, the oldest first: three queries, however many there are."""
    wanted = list(subjects)
    found: dict[str, list[ClockData]] = {subject: [] for subject in wanted}
    calendar, moment = regions.calendar(), moment_of(on)
    for row in Clock.objects.with_ledger().filter(subject__in=wanted):
        found[row.subject].append(clock_data(row, calendar, moment))
    return found


def due_alarms(moment: datetime | None = None) -> list[AlarmData]:
    """Return the alarms that are due at ``moment`` and were not given yet."""
    moment, calendar = moment or now(), regions.calendar()
    found = []
    for row in Clock.objects.due(moment).with_ledger().prefetch_related("alarms"):
        both = reckon(settled(history_of(row), calendar), calendar)
        given = {alarm.card for alarm in row.alarms.all()}
        rules = scheme(row.scheme).rules_for(row.kind)
        for boundary in due_boundaries(boundaries(both, rules), given, moment):
            found.append(
                AlarmData(
                    clock_id=row.pk,
                    subject=row.subject,
                    kind=row.kind,
                    part=row.part,
                    card=boundary.rule.card,
                    rule=boundary.rule.id,
                    at=boundary.at,
                )
            )
    return sorted(found, key=lambda alarm: alarm.at)


def clock_data(row: Clock, calendar: WorkCalendar, moment: datetime) -> ClockData:
    """Return the picture of a clock; its ledger should have been fetched with it."""
    identity = Identity(row.pk, row.subject, row.kind, row.part, row.next_alarm_at)
    return picture(identity, history_of(row), scheme(row.scheme), calendar, moment)


def history_of(row: Clock) -> History:
    """Read the ledger of a clock into the form the arithmetic takes."""
    pauses: list[Pause] = []
    extensions: list[Extension] = []
    stopped_at, stop_reason = None, ""
    for entry in row.entries.all():
        if entry.act == Act.PAUSE:
            approved = Budget(entry.n, Unit(entry.unit)) if entry.n else None
            pauses.append(Pause(entry.ground, shanghai(entry.effective_at), approved=approved))
        elif entry.act == Act.RESUME:
            pauses = [_ended(pause, entry.ground, entry.effective_at, entry.automatic) for pause in pauses]
        elif entry.act == Act.EXTEND:
            budget = Budget(entry.n or 0, Unit(entry.unit))
            extensions.append(Extension(budget, shanghai(entry.effective_at)))
        elif entry.act == Act.STOP:
            stopped_at, stop_reason = shanghai(entry.effective_at), entry.reason
    return History(
        policy=Policy(row.policy),
        started_at=shanghai(row.started_at),
        legal=row.legal,
        promised=row.promised,
        pauses=tuple(pauses),
        extensions=tuple(extensions),
        stopped_at=stopped_at,
        stop_reason=stop_reason,
    )


def moment_of(on: date | datetime | None) -> datetime:
    """Return the moment to look at: now, a moment given, or the last second of a day given."""
    if on is None or (not isinstance(on, datetime) and on == today()):
        return now()
    if isinstance(on, datetime):
        return shanghai(on)
    return midnight(on + ONE_DAY) - (ONE_DAY / 86_400)


@lru_cache(maxsize=1)
def schemes() -> dict[str, Scheme]:
    """Return the card schemes that ship with the program."""
    return read_schemes(data_file("card_schemes.toml").read_text(encoding="utf-8"))


def scheme(key: str) -> Scheme:
    """Return one scheme, or refuse."""
    return scheme_named(schemes(), key)


def check_clock_examples(path: Path | str) -> OracleReport:
    """Check a file in the form of ``clock_examples.csv`` against the arithmetic and the shipped calendar."""
    return check_clock_rows(_text(Path(path)), shipped_calendar())


def check_card_vectors(path: Path | str, scheme_key: str = "elapsed-hunan") -> OracleReport:
    """Check a file in the form of ``card_vectors.csv`` against a scheme, to the second."""
    return check_card_rows(_text(Path(path)), scheme(scheme_key), shipped_calendar())


def _ended(pause: Pause, ground: str, at: datetime, automatic: bool) -> Pause:
    if pause.ends is not None or pause.ground != ground:
        return pause
    return Pause(pause.ground, pause.begins, shanghai(at), pause.approved, automatic)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise NotFound(f"读不到文件“{path.name}”。", code="no_file") from None
    except UnicodeDecodeError:
        raise InvalidValue("文件不是UTF-8编码的文本，请另存为CSV（UTF-8）。", code="bad_file") from None
