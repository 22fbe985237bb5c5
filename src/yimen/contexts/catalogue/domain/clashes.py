"""Rows of one list that share a code or a name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from yimen.contexts.catalogue.domain.report import Finding
from yimen.contexts.catalogue.domain.rows import ReadRow


def without_clashes(rows: list[ReadRow]) -> list[ReadRow]:
    """Say which rows share a code or a name; the first row with a code keeps it."""
    namesakes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.facts:
            namesakes[row.facts.department, row.facts.name].append(row.number)
    published: dict[str, int] = {}
    composed: dict[str, int] = {}
    return [_settled(row, namesakes, published, composed) for row in rows]


def _settled(
    row: ReadRow,
    namesakes: dict[tuple[str, str], list[int]],
    published: dict[str, int],
    composed: dict[str, int],
) -> ReadRow:
    facts, findings = row.facts, list(row.findings)
    if facts is None:
        return row
    first = published.setdefault(facts.published_code, row.number)
    if first != row.number:
        findings.append(
            _finding(row, "item_code", "duplicate_code", f"编码与第{first}行相同，这一行没有导入。")
        )
        return ReadRow(row.number, None, tuple(findings))
    others = [str(number) for number in namesakes[facts.department, facts.name] if number != row.number]
    if others:
        lines = "、".join(others[:10])
        findings.append(_finding(row, "name", "duplicate_name", f"同一部门还有同名事项：第{lines}行。"))
    if facts.code:
        first = composed.setdefault(facts.code, row.number)
        if first != row.number:
            row = ReadRow(row.number, facts, tuple(findings))
            return without_code(row, f"合成的31位编码与第{first}行相同，仅供指南。")
    return ReadRow(row.number, facts, tuple(findings))


def without_code(row: ReadRow, message: str) -> ReadRow:
    """Return the row as guide-only because another bears its 31-character code."""
    if row.facts is None:
        return row
    finding = _finding(row, "item_code", "same_code", message)
    return ReadRow(row.number, replace(row.facts, code=""), (*row.findings, finding))


def _finding(row: ReadRow, column: str, code: str, message: str) -> Finding:
    return Finding(row=row.number, column=column, code=code, message=message)
