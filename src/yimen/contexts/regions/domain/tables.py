"""Reading a CSV table that a person supplies: encoding, columns, size, each with a precise refusal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from yimen.kernel.errors import InvalidValue

LONGEST_CELL = 10_000


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without a byte order mark) or GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise InvalidValue(
        "文件不是UTF-8或GB18030编码的文本，请另存为CSV（UTF-8）后再导入。", code="bad_encoding"
    )


def read_table(text: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows with the wanted columns at least, or refuse the file."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise InvalidValue(f"文件不能按CSV读取：{error}。", code="bad_csv") from None
    header = [name.strip() for name in rows[0]] if rows else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise InvalidValue(f"文件缺少这些列：{'、'.join(missing)}。", code="missing_column")
    for number, row in enumerate(rows, 1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise InvalidValue(f"第{number}行有超过{LONGEST_CELL}字的单元格。", code="cell_too_long")
    body = [row for row in rows[1:] if any(row)]
    if not body:
        raise InvalidValue("文件里没有数据行。", code="empty_file")
    width = len(header)
    return [dict(zip(header, row[:width] + [""] * (width - len(row)), strict=True)) for row in body]
