"""What one row of a published list says, and what is odd about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from yimen.contexts.catalogue.domain import codes
from yimen.contexts.catalogue.domain.report import Finding
from yimen.contexts.catalogue.domain.table import Row
from yimen.kernel.itemcodes import ITEM_TYPES

UNGROUPED = "未分类"
_ORDINARY_NATURES = {"1": "法定机关", "2": "授权组织", "3": "受委托组织", "9": "其他"}
_LONGEST = {"department": 60, "main_item": 200, "name": 200, "item_code": 64}
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True)
class RowFacts:
    """One row, read: what is kept in the version that stands for it."""

    name: str
    department: str
    group: str
    type: str
    published_code: str
    local_base: str
    base_code: str
    division: str
    """As the code says; ``area`` is as the list says, whose department this is."""
    area: str
    body: str
    nature: str
    handling: str
    code: str
    """31 characters, or empty: then the item is guide-only."""

    def as_document(self) -> dict[str, str]:
        """Return the facts as they are stored and digested."""
        return dict(vars(self))


@dataclass(frozen=True)
class ReadRow:
    """Facts and findings of one row; ``facts`` is None where the row cannot be kept."""

    number: int
    facts: RowFacts | None
    findings: tuple[Finding, ...]


def read_row(row: Row, divisions: Collection[str]) -> ReadRow:
    """Return what the row says; ``divisions`` are the known codes among those the file uses."""
    parts = codes.split(row["item_code"])
    found = [*_names(row), *_types(row, parts)]
    lost = [*_unkeepable(row)]
    if lost:
        return ReadRow(row.number, None, tuple(lost))
    base = body = code = ""
    if parts is None:
        found.append(
            _finding(
                row, "item_code", "code_unreadable", "编码不是“基本编码-区划-街道-机构-性质-办理项”的写法。"
            )
        )
    else:
        found += [*_base(row, parts), *_body(row, parts), *_division(row, parts, divisions)]
        base, body = codes.national_base(parts.base), codes.valid_body(parts.body)
        if base and body and parts.division in divisions:
            code = codes.compose(body, codes.level_of(parts.division), base)
    facts = RowFacts(
        name=row["name"],
        department=row["department"],
        group="" if row["main_item"] == UNGROUPED else row["main_item"],
        type=declared_type(row) if declared_type(row) in ITEM_TYPES else "",
        published_code=row["item_code"],
        local_base=parts.base if parts else "",
        base_code=base,
        division=parts.division if parts else _division_code(row["area_code"]),
        area=_division_code(row["area_code"]),
        body=body or (parts.body if parts else ""),
        nature=parts.nature if parts else "",
        handling="" if parts is None or parts.handling == "00" else parts.handling,
        code=code,
    )
    return ReadRow(row.number, facts, tuple(found))


def _finding(row: Row, column: str, code: str, message: str) -> Finding:
    return Finding(row=row.number, column=column, code=code, message=message)


def declared_type(row: Row) -> str:
    """Return the item type of the type column as two digits (the list writes 1 for 01)."""
    return row["task_type"].zfill(2)


def _unkeepable(row: Row) -> Iterator[Finding]:
    for column, longest in _LONGEST.items():
        if not row[column] and column != "main_item":
            yield _finding(row, column, "empty_cell", "这一格是空的，这一行没有导入。")
        if len(row[column]) > longest:
            yield _finding(row, column, "cell_too_long", f"这一格超过{longest}个字，这一行没有导入。")


def _division_code(text: str) -> str:
    return text if len(text) == 12 and text.isdigit() else ""


def _names(row: Row) -> Iterator[Finding]:
    name = row["name"]
    if name.count("（") + name.count("(") != name.count("）") + name.count(")"):
        yield _finding(row, "name", "name_form", "名称里的括号没有配对。")
    elif any(part[0] + part[-1] in {"（)", "(）"} for part in _BRACKETS.findall(name)):
        yield _finding(row, "name", "name_form", "名称里的括号一半全角、一半半角。")
    if "\\" in name:
        yield _finding(row, "name", "name_form", "名称里有反斜杠，应为顿号或斜杠。")
    if any(character.isspace() or not character.isprintable() for character in name):
        yield _finding(row, "name", "name_form", "名称里有空格、换行或看不见的字符。")


def _types(row: Row, parts: codes.PublishedCode | None) -> Iterator[Finding]:
    declared = declared_type(row)
    if declared not in ITEM_TYPES:
        yield _finding(row, "task_type", "unknown_type", f"事项类型“{row['task_type']}”不在代码表内。")
    implied = parts.implied_type if parts else ""
    if implied and implied != declared:
        words = (ITEM_TYPES.get(implied, implied), ITEM_TYPES.get(declared, declared))
        yield _finding(
            row, "task_type", "type_mismatch", f"编码说是“{words[0]}”，类型一列说是“{words[1]}”，按类型一列。"
        )


def _base(row: Row, parts: codes.PublishedCode) -> Iterator[Finding]:
    if parts.shape != "national":
        yield _finding(
            row, "item_code", "code_shape", f"基本编码“{parts.base}”：{parts.shape_in_words}；仅供指南。"
        )
    elif not codes.national_base(parts.base):
        yield _finding(row, "item_code", "base_not_national", f"“{parts.base}”不是有效的12位基本编码。")
    if parts.nature not in _ORDINARY_NATURES:
        yield _finding(row, "item_code", "unknown_nature", f"实施主体性质“{parts.nature}”不在代码表内。")


def _body(row: Row, parts: codes.PublishedCode) -> Iterator[Finding]:
    valid = codes.valid_body(parts.body)
    if not valid:
        yield _finding(row, "item_code", "body_not_uscc", _why_not_a_body(parts.body))
    elif valid != parts.body:
        yield _finding(row, "item_code", "body_form", f"机构代码“{parts.body}”应写成“{valid}”，已改正。")
    ours, theirs = codes.organisation_part(parts.body), codes.organisation_part(row["department_code"])
    if ours and theirs and ours != theirs:
        yield _finding(
            row,
            "department_code",
            "body_differs_from_department",
            f"编码里的机构“{parts.body}”与部门代码“{row['department_code']}”不是同一个机构。",
        )
    if not theirs:
        yield _finding(
            row,
            "department_code",
            "department_code_unknown",
            f"部门代码“{row['department_code']}”既不是统一社会信用代码，也不是组织机构代码。",
        )


def _why_not_a_body(body: str) -> str:
    if len(set(body)) == 1:
        return f"机构代码“{body}”是占位数字。"
    if codes.organisation_part(body):
        return f"机构代码“{body}”是旧的组织机构代码，不是18位统一社会信用代码。"
    if len(body) != 18:
        return f"机构代码“{body}”有{len(body)}位，统一社会信用代码应为18位。"
    return f"机构代码“{body}”不是有效的统一社会信用代码。"


def _division(row: Row, parts: codes.PublishedCode, divisions: Collection[str]) -> Iterator[Finding]:
    if parts.division not in divisions:
        yield _finding(row, "item_code", "unknown_division", f"没有代码为“{parts.division}”的行政区划。")
    if parts.division != row["area_code"]:
        yield _finding(
            row,
            "area_code",
            "division_differs",
            f"编码里的区划“{parts.division}”与区划一列“{row['area_code']}”不同，按编码。",
        )
    if parts.town != "000":
        yield _finding(row, "item_code", "town_part", f"编码里的街道部分是“{parts.town}”，本平台尚不使用。")
