"""Checking files of worked examples against the arithmetic; the forms are fixed, so the errors are precise."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from yimen.contexts.clocks.data import Budget, OracleReport, OracleRow, Policy, Unit
from yimen.contexts.clocks.domain.cards import Scheme, boundaries, colour_at
from yimen.contexts.clocks.domain.history import Extension, History, Pause
from yimen.contexts.clocks.domain.reckoning import reckon
from yimen.contexts.clocks.domain.spans import midnight, shanghai
from yimen.contexts.clocks.domain.statutory import DayCount
from yimen.kernel.errors import InvalidValue
from yimen.kernel.workdays import WorkCalendar

CLOCK_COLUMNS = ("start", "working_days", "pauses", "extension", "due")
CARD_COLUMNS = ("clock", "promised_days", "legal_days", "started_at", "observed_at", "expected")
Value = TypeVar("Value")


def check_clock_rows(text: str, calendar: WorkCalendar) -> OracleReport:
    """Check a file in the form of ``clock_examples.csv``."""
    rows = []
    for number, row in _rows(text, CLOCK_COLUMNS):
        start = _read(date.fromisoformat, row, "start", number)
        days = _read(int, row, "working_days", number)
        extension = _read(int, row, "extension", number)
        expected = _read(date.fromisoformat, row, "due", number)
        pauses = tuple(_pauses(row["pauses"], number))
        history = History(
            policy=Policy.STATUTORY,
            started_at=midnight(start),
            pauses=pauses,
            extensions=(Extension(Budget(extension), midnight(start)),) if extension else (),
        )
        count = DayCount(history, Budget(days, Unit.WORKING_DAY), calendar)
        got = count.last.isoformat()
        shown = f"{start} + {days}" + (f" + {extension}" if extension else "")
        case = " ".join(part for part in (shown, row["pauses"], row.get("why") or "") if part)
        rows.append(OracleRow(number, case, expected.isoformat(), got, count.provisional))
    return OracleReport(tuple(rows))


def check_card_rows(text: str, scheme: Scheme, calendar: WorkCalendar) -> OracleReport:
    """Check a file in the form of ``card_vectors.csv`` against one scheme, under the elapsed policy."""
    rows = []
    for number, row in _rows(text, CARD_COLUMNS):
        history = History(
            policy=Policy.ELAPSED,
            started_at=shanghai(_read(datetime.fromisoformat, row, "started_at", number)),
            legal=Budget(_read(int, row, "legal_days", number)),
            promised=Budget(_read(int, row, "promised_days", number)),
        )
        observed = shanghai(_read(datetime.fromisoformat, row, "observed_at", number))
        found = boundaries(reckon(history, calendar), scheme.rules_for(row["clock"]))
        case = f"{row['clock']} {row['promised_days']}/{row['legal_days']} {row['observed_at']}"
        rows.append(OracleRow(number, case, row["expected"], str(colour_at(found, observed))))
    return OracleReport(tuple(rows))


def _rows(text: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    if "\x00" in text:
        raise InvalidValue("文件里有不可读的字符，请确认是CSV文本文件。", code="bad_file")
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise InvalidValue(f"文件缺少这些列：{'、'.join(missing)}。", code="missing_column")
    empty = True
    try:
        for row in reader:
            empty = False
            yield reader.line_num, {key: (row[key] or "").strip() for key in row if isinstance(key, str)}
    except csv.Error as error:
        raise InvalidValue(f"第{reader.line_num}行不能按CSV读取：{error}。", code="bad_file") from None
    if empty:
        raise InvalidValue("文件里没有数据行。", code="empty_file")


def _read(parse: Callable[[str], Value], row: dict[str, str], column: str, number: int) -> Value:
    try:
        return parse(row[column])
    except ValueError:
        raise InvalidValue(f"第{number}行“{column}”列的值不正确。", code="bad_value", field=column) from None


def _pauses(text: str, number: int) -> Iterator[Pause]:
    for part in filter(None, (part.strip() for part in text.split(";"))):
        begins, slash, ends = part.partition("/")
        try:
            first, last = date.fromisoformat(begins), date.fromisoformat(ends)
        except ValueError:
            first, last, slash = date.max, date.min, ""
        if not slash or last < first:
            text = f"第{number}行“pauses”列应为“开始日期/恢复日期”，多段用分号隔开。"
            raise InvalidValue(text, code="bad_value", field="pauses")
        yield Pause("", midnight(first), midnight(last))
