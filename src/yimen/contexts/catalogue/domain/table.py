"""From the bytes of a published list to rows, or one clear sentence why not. Nothing is guessed at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yimen.kernel.errors import InvalidValue, TooLarge

COLUMNS: Final = ("department", "main_item", "name", "item_code", "task_type", "area_code", "department_code")
MAX_BYTES: Final = 32 * 1024 * 1024
MAX_CELL: Final = 2000
"""Characters. The longest real name has 110."""


@dataclass(frozen=True)
class Row:
    """One line of the list; ``number`` is its line as a spreadsheet counts (heading = 1)."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Malformed:
    """One line that has another number of cells than the heading."""

    number: int
    cells: int


@dataclass(frozen=True)
class Table:
    """All lines of one file."""

    rows: tuple[Row, ...]
    malformed: tuple[Malformed, ...]


def read_table(content: bytes) -> Table:
    """Return the rows of a CSV file in UTF-8 (with or without a mark) or GB 18030."""
    if not content.strip():
        raise InvalidValue("文件是空的，没有可以导入的内容。", code="empty_file")
    if len(content) > MAX_BYTES:
        raise TooLarge(f"文件超过{MAX_BYTES // 1024 // 1024}MB，请分成几个文件导入。")
    text = _decode(content)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [cell.strip() for cell in next(reader)]
        _check_heading(heading)
        return _rows(reader, heading)
    except csv.Error as error:
        line = reader.line_num
        if "field larger" in str(error):
            raise _cell_too_large(line) from error
        raise InvalidValue(
            f"第{line}行附近不是完整的CSV：引号没有配对，或引号后面多了字符。请用表格软件另存为CSV后再试。",
            code="broken_csv",
        ) from error


def _rows(reader: Iterator[list[str]], heading: list[str]) -> Table:
    rows: list[Row] = []
    malformed: list[Malformed] = []
    for number, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(len(cell) > MAX_CELL for cell in cells):
            raise _cell_too_large(number)
        if len(cells) != len(heading):
            malformed.append(Malformed(number, len(cells)))
            continue
        values = dict(zip(heading, cells, strict=True))
        rows.append(Row(number, {column: values[column].strip() for column in COLUMNS}))
    if not rows and not malformed:
        raise InvalidValue("文件只有表头，没有一行事项。", code="no_rows")
    return Table(tuple(rows), tuple(malformed))


def _cell_too_large(line: int) -> TooLarge:
    return TooLarge(
        f"第{line}行有一个单元格超过{MAX_CELL}个字，不像是事项清单，请检查后再导入。", code="cell_too_large"
    )


def _check_heading(heading: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in heading]
    if missing:
        raise InvalidValue(
            f"表头缺少这些列：{'、'.join(missing)}。应有的列是：{'、'.join(COLUMNS)}。", code="missing_column"
        )
    twice = sorted({column for column in COLUMNS if heading.count(column) > 1})
    if twice:
        raise InvalidValue(f"表头里这些列出现了两次：{'、'.join(twice)}。", code="column_twice")


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidValue("文件是UTF-16编码，请另存为UTF-8编码的CSV后再导入。", code="wrong_encoding")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise InvalidValue(f"第{line}行含有空字节，文件可能已经损坏，或者不是CSV文件。", code="nul_byte")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _mostly_utf8(content):
            line = content[: error.start].count(b"\n") + 1
            raise InvalidValue(
                f"第{line}行有损坏的UTF-8字符，请从原系统重新导出文件。", code="wrong_encoding"
            ) from error
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise InvalidValue(
            "看不懂文件的编码，请另存为UTF-8编码的CSV后再导入。", code="wrong_encoding"
        ) from error


def _mostly_utf8(content: bytes) -> bool:
    """Say whether this is UTF-8 with a few broken bytes, which GB 18030 would read as other characters."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return chinese > 4 * broken
