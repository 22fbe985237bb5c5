"""Forms to be filled in by hand: one source, from which the blank form and the filled sample are printed.

许可法第30条第1款 wants the materials *and a model of the application* shown (申请书示范文本). What the sample
says is invented; the print says so on every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from yimen.contexts.catalogue.domain.frozen import Frozen

GRID_WIDTH = 34
"""Squares across a drawing sheet; a square is 5 mm."""
GRID_HEIGHT = 38


class PaperField(Frozen):
    """One place to write: ``sample`` is what the filled sample says there."""

    label: str = Field(min_length=1)
    hint: str = ""
    sample: str = ""
    lines: int = Field(default=1, ge=1, le=12)
    """Handwritten lines the place must hold."""
    half: bool = False
    """Shares its row with the next half place."""
    options: tuple[str, ...] = ()
    """Boxes to tick instead of a place to write; ``sample`` is the ticked one."""


class PaperColumn(Frozen):
    """One column of a table; ``width`` is its share."""

    label: str = Field(min_length=1)
    width: int = Field(default=1, ge=1, le=12)


class PaperTable(Frozen):
    """A table: the first cells of ``printed`` rows stand on the blank form already."""

    columns: tuple[PaperColumn, ...] = Field(min_length=1, max_length=6)
    printed: tuple[str, ...] = ()
    spare: int = Field(default=0, ge=0, le=20)
    """Empty rows below the printed ones."""
    sample: tuple[tuple[str, ...], ...] = Field(min_length=1)


class PaperRoom(Frozen):
    """A rectangle of the sample drawing, in squares from the upper left corner."""

    x: float
    y: float
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    label: str = ""
    outline: bool = False
    """An outer wall or a boundary: a thick line."""


class PaperMark(Frozen):
    """A small thing on the drawing, with its name beside it."""

    x: float
    y: float
    label: str = Field(min_length=1)


class PaperFlow(Frozen):
    """A way through the drawing, drawn as an arrow through ``points``."""

    points: tuple[tuple[float, float], ...] = Field(min_length=2)
    label: str = ""
    """Said in the key below the drawing."""
    dashed: bool = False


class PaperDrawing(Frozen):
    """A squared sheet to draw a plan on."""

    rows: int = Field(default=22, ge=8, le=GRID_HEIGHT)
    scale: str = "0.5"
    """Metres to a square, in the sample."""
    rooms: tuple[PaperRoom, ...] = ()
    marks: tuple[PaperMark, ...] = ()
    flows: tuple[PaperFlow, ...] = ()


class PaperPart(Frozen):
    """One part of a form: text that is printed as it stands, then places, a table or a drawing."""

    title: str = ""
    hint: str = ""
    text: tuple[str, ...] = ()
    fields: tuple[PaperField, ...] = ()
    table: PaperTable | None = None
    drawing: PaperDrawing | None = None
    new_page: bool = False


class PaperForm(Frozen):
    """A whole form. ``item`` is the name of the item it belongs to, so that no form strays."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)
    title: str = Field(min_length=1, max_length=40)
    item: str
    intro: str = ""
    parts: tuple[PaperPart, ...] = Field(min_length=1)
    signature: str = ""
    """Who signs; empty: nobody has to."""
    signed_by: str = ""
    signed_on: str = ""
    """Name and date of the sample."""


def form_faults(form: PaperForm) -> Iterator[str]:
    """Say, in words, what is wrong inside a form."""
    for part in form.parts:
        name = part.title or form.title
        if not (part.text or part.fields or part.table or part.drawing):
            yield f"“{name}”一节是空的。"
        yield from _field_faults(part)
        if part.table is not None:
            yield from _table_faults(name, part.table)
        if part.drawing is not None:
            yield from _drawing_faults(name, part.drawing)
    if form.signature and not (form.signed_by and form.signed_on):
        yield "要签名的表格，样例应写出签名和日期。"


def _field_faults(part: PaperPart) -> Iterator[str]:
    for label, count in Counter(field.label for field in part.fields).items():
        if count > 1:
            yield f"“{label}”出现了两次。"
    for field in part.fields:
        if not field.sample:
            yield f"“{field.label}”没有样例。"
        elif field.options and field.sample not in field.options:
            yield f"“{field.label}”的样例“{field.sample}”不在选项里。"


def _table_faults(name: str, table: PaperTable) -> Iterator[str]:
    if any(len(row) != len(table.columns) for row in table.sample):
        yield f"“{name}”的表有{len(table.columns)}列，样例中有的行列数不同。"
    if tuple(row[0] for row in table.sample[: len(table.printed)] if row) != table.printed:
        yield f"“{name}”的样例没有按印好的各行依次填写。"
    if not table.printed and not table.spare:
        yield f"“{name}”的空白表没有可以填写的行。"
    if len(table.sample) > len(table.printed) + table.spare:
        yield f"“{name}”的样例行数比空白表多。"


def _drawing_faults(name: str, drawing: PaperDrawing) -> Iterator[str]:
    corners = [(room.x + room.width, room.y + room.height) for room in drawing.rooms]
    corners += [(mark.x, mark.y) for mark in drawing.marks]
    corners += [point for flow in drawing.flows for point in flow.points]
    starts = [(room.x, room.y) for room in drawing.rooms]
    if any(x > GRID_WIDTH or y > drawing.rows or x < 0 or y < 0 for x, y in [*corners, *starts]):
        yield f"“{name}”的样例画到了方格外面。"
    if not drawing.rooms:
        yield f"“{name}”的样例没有画图。"
