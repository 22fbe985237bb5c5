"""The flow chart as SVG text: one column a phone can show, steps that go on together in one frame.

Presentation attributes only, no style and no script, so that a strict content policy lets it pass; the page's
own style sheet may restyle it by the class names. What it shows is also said in words (title, description).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from yimen.contexts.catalogue.data import Content
from yimen.contexts.catalogue.domain.flow import FlowNode, flow_chart

WIDTH = 360
_MARGIN = 8
_SINGLE = 264
_GAP = 12
_ARROW = 28
_PAD = 12
_FRAME = 10
_CAPTION = 24
_TITLE, _SMALL = 16, 14
_INK, _GREY, _BLUE = "#1d2733", "#4a5765", "#1b4b8f"
_FILLS = {"apply": "#eef3fa", "deliver": "#eef3fa", "decide": "#ffffff"}
_CLOSING = set("，。、；：”）》")


@dataclass(frozen=True)
class _Line:
    text: str
    size: int
    weight: str
    fill: str
    name: str


@dataclass
class _Box:
    """A node with its lines wrapped to a width, placed later."""

    node: FlowNode
    width: float
    lines: list[_Line]
    x: float = 0
    y: float = 0
    height: float = 0

    @property
    def natural_height(self) -> float:
        return 2 * _PAD + sum(line.size * 1.4 for line in self.lines)


def flow_svg(content: Content, *, prefix: str = "flow") -> str:
    """Return the chart as one SVG element; ``prefix`` keeps ids apart where a page shows two."""
    flow = flow_chart(content)
    body: list[str] = []
    spans: list[tuple[float, float]] = []
    top: float = _MARGIN
    for row in flow.rows():
        drawn, bottom = _row(row, top)
        body += drawn
        spans.append((top, bottom))
        top = bottom + _ARROW
    arrows = [_arrow(above[1], below[0]) for above, below in pairwise(spans)]
    height = round(spans[-1][1] + _MARGIN)
    title, words = escape(f"{flow.name}办理流程图"), escape(flow.in_words())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" aria-labelledby="{prefix}-title {prefix}-desc" '
        f'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif">'
        f'<title id="{prefix}-title">{title}</title><desc id="{prefix}-desc">{words}</desc>'
        f"{''.join(arrows)}{''.join(body)}</svg>"
    )


def _row(nodes: list[FlowNode], top: float) -> tuple[list[str], float]:
    if len(nodes) == 1:
        box = _wrap(nodes[0], _SINGLE)
        _place(box, (WIDTH - _SINGLE) / 2, top, box.natural_height)
        return [_draw(box)], top + box.height
    inner = WIDTH - 2 * _MARGIN - 2 * _FRAME
    left, y = _MARGIN + _FRAME, top + _CAPTION + _FRAME / 2
    if len(nodes) == 2:
        width = (inner - _GAP) / 2
        boxes = [_wrap(node, width) for node in nodes]
        tallest = max(box.natural_height for box in boxes)
        for index, box in enumerate(boxes):
            _place(box, left + index * (width + _GAP), y, tallest)
        bottom = y + tallest
    else:
        boxes = [_wrap(node, inner) for node in nodes]
        for box in boxes:
            _place(box, left, y, box.natural_height)
            y += box.height + _GAP
        bottom = y - _GAP
    bottom += _FRAME
    frame = (
        f'<rect class="flow-frame" x="{_MARGIN}" y="{top:.0f}" width="{WIDTH - 2 * _MARGIN}" '
        f'height="{bottom - top:.0f}" rx="8" fill="none" stroke="{_GREY}" stroke-dasharray="4 4"/>'
        f'<text class="flow-caption" x="{left}" y="{top + 19:.0f}" font-size="{_SMALL}" fill="{_GREY}">'
        f"以下{len(nodes)}项同时进行</text>"
    )
    return [frame, *map(_draw, boxes)], bottom


def _wrap(node: FlowNode, width: float) -> _Box:
    lines: list[_Line] = []
    for text, size, weight, fill, name in (
        (node.title, _TITLE, "600", _INK, "flow-title"),
        (node.who, _SMALL, "400", _GREY, "flow-who"),
        (node.limit, _SMALL, "400", _BLUE, "flow-limit"),
        (node.note, _SMALL, "400", _GREY, "flow-note"),
    ):
        lines += [_Line(part, size, weight, fill, name) for part in _broken(text, (width - 2 * _PAD) / size)]
    return _Box(node, width, lines)


def _broken(text: str, measure: float) -> list[str]:
    """Break text into lines of at most ``measure`` em; a mark of punctuation never begins a line."""
    widths = [0.56 if character.isascii() else 1.0 for character in text]
    if sum(widths) > measure:
        # Even lines: nothing is sadder than one character alone on the last.
        measure = min(measure, sum(widths) / math.ceil(sum(widths) / measure) + 0.6)
    lines, line, used = [], "", 0.0
    for character, width in zip(text, widths, strict=True):
        if used + width > measure and character not in _CLOSING:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += width
    return [*lines, line] if line else lines


def _place(box: _Box, x: float, y: float, height: float) -> None:
    box.x, box.y, box.height = x, y, height


def _draw(box: _Box) -> str:
    fill = _FILLS.get(box.node.kind, "#ffffff")
    parts = [
        f'<g class="flow-node flow-{box.node.kind}"><rect class="flow-box" x="{box.x:.0f}" y="{box.y:.0f}" '
        f'width="{box.width:.0f}" height="{box.height:.0f}" rx="8" fill="{fill}" '
        f'stroke="{_BLUE}" stroke-width="1.5"/>'
    ]
    y = box.y + (box.height - box.natural_height) / 2 + _PAD
    for line in box.lines:
        y += line.size * 1.4
        parts.append(
            f'<text class="{line.name}" x="{box.x + box.width / 2:.0f}" y="{y - line.size * 0.35:.0f}" '
            f'text-anchor="middle" font-size="{line.size}" font-weight="{line.weight}" fill="{line.fill}">'
            f"{escape(line.text)}</text>"
        )
    return "".join([*parts, "</g>"])


def _arrow(start: float, end: float) -> str:
    middle = WIDTH / 2
    tip = end - 2
    return (
        f'<path class="flow-arrow" d="M{middle:.0f} {start + 2:.0f}V{tip - 6:.0f}" '
        f'stroke="{_GREY}" stroke-width="1.5" fill="none"/>'
        f'<path class="flow-tip" fill="{_GREY}" '
        f'd="M{middle - 5:.0f} {tip - 8:.0f}L{middle:.0f} {tip:.0f}L{middle + 5:.0f} {tip - 8:.0f}Z"/>'
    )
