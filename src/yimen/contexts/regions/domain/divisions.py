"""Checking rows of divisions before they reach the register.

A code names one place. Where it stands twice, the row of the higher level keeps it and the lower row is
reported: a city without counties is no county of itself, a county without townships no township.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from yimen.contexts.regions.data import LEVEL_NAMES, Finding
from yimen.kernel.divisions import DivisionCode, DivisionLevel
from yimen.kernel.errors import InvalidValue

COLUMNS = ("code", "name", "level", "parent_code")
ORDER = {level.value: rank for rank, level in enumerate(DivisionLevel)}
LONGEST_NAME = 60


@dataclass(frozen=True)
class DivisionRow:
    """One sound row."""

    number: int
    code: str
    name: str
    level: str
    parent_code: str
    demo: bool


def sound_rows(
    table: Sequence[Mapping[str, str]], known: Collection[str] = (), levels: Collection[str] = tuple(ORDER)
) -> tuple[list[DivisionRow], list[Finding]]:
    """Return the rows that may enter the register, parents before children, and what was odd.

    ``known`` are codes already registered, which rows may name as their parent.
    """
    findings: list[Finding] = []
    chosen: dict[str, DivisionRow] = {}
    for number, cells in enumerate(table, 2):
        read = _read(number, cells, levels)
        if isinstance(read, Finding):
            findings.append(read)
            continue
        other = chosen.get(read.code)
        if other is None:
            chosen[read.code] = read
            continue
        kept, dropped = (read, other) if ORDER[read.level] < ORDER[other.level] else (other, read)
        chosen[read.code] = kept
        findings.append(_twice(kept, dropped))
    rows: list[DivisionRow] = []
    registered = set(known)
    for row in sorted(chosen.values(), key=lambda row: ORDER[row.level]):
        wrong = _misplaced(row, registered)
        if wrong:
            findings.append(wrong)
        else:
            registered.add(row.code)
            rows.append(row)
    return rows, sorted(findings, key=lambda finding: finding.row)


def _read(number: int, cells: Mapping[str, str], levels: Collection[str]) -> DivisionRow | Finding:
    name, level = cells["name"].strip(), cells["level"].strip()
    try:
        code = DivisionCode.parse(cells["code"]).value
    except InvalidValue as error:
        return Finding(number, "code", error.code, f"第{number}行：{error.message}该行没有导入。")
    if not name or len(name) > LONGEST_NAME:
        text = f"第{number}行：名称没有填写或超过{LONGEST_NAME}字，该行没有导入。"
        return Finding(number, "name", "bad_name", text)
    if level not in levels:
        return Finding(number, "level", "bad_level", f"第{number}行：层级“{level[:20]}”不能在这里导入。")
    demo = cells.get("demo", "").strip() in {"1", "true", "是"}
    return DivisionRow(number, code, name, level, cells["parent_code"].strip(), demo)


def _twice(kept: DivisionRow, dropped: DivisionRow) -> Finding:
    text = (
        f"第{dropped.number}行：代码{kept.code}重复，保留第{kept.number}行的“{kept.name}”"
        f"（{LEVEL_NAMES[kept.level]}），本行“{dropped.name}”（{LEVEL_NAMES[dropped.level]}）没有导入。"
    )
    return Finding(dropped.number, "code", "duplicate_code", text)


def _misplaced(row: DivisionRow, registered: Collection[str]) -> Finding | None:
    code = DivisionCode(row.code)
    if code.level != row.level:
        text = (
            f"第{row.number}行：代码{row.code}是{LEVEL_NAMES[code.level]}代码，与所填层级不符，该行没有导入。"
        )
        return Finding(row.number, "level", "level_differs", text)
    if row.level == DivisionLevel.PROVINCE and not row.parent_code:
        return None
    if row.parent_code not in registered:
        text = f"第{row.number}行：上级代码“{row.parent_code[:20]}”没有登记，该行没有导入。"
        return Finding(row.number, "parent_code", "unknown_parent", text)
    above = DivisionCode(row.parent_code)
    if ORDER[above.level] >= ORDER[row.level] or not above.contains(code):
        text = f"第{row.number}行：{row.code}不在上级{row.parent_code}之内，该行没有导入。"
        return Finding(row.number, "parent_code", "parent_elsewhere", text)
    return None
