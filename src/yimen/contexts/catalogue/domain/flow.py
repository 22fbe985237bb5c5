"""The way of an application, laid out in rows, drawn from the review plan and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from yimen.contexts.catalogue.data import Content, Frozen, Handling, Limit, ResultKind, ReviewStep, StepKind

STEP_KINDS = {
    StepKind.REVIEW: "审查",
    StepKind.SITE_VISIT: "现场核查",
    StepKind.JOINT: "联合审查",
    StepKind.EXPERT: "专家评审",
    StepKind.SIGN_OFF: "审核签发",
}
UNITS = {"working_day": "个工作日", "calendar_day": "个自然日"}


class FlowNode(Frozen):
    """One box: what happens, who does it, how long it may take; nodes of one row go on at the same time."""

    key: str
    title: str
    who: str
    limit: str
    note: str = ""
    kind: str
    """apply, accept, step, decide, deliver or check."""
    row: int


class FlowEdge(Frozen):
    """What comes before what."""

    before: str
    after: str


class Flow(Frozen):
    """The whole chart: boxes by row from the top, and the order between them."""

    name: str
    nodes: tuple[FlowNode, ...]
    edges: tuple[FlowEdge, ...]

    def rows(self) -> list[list[FlowNode]]:
        """Return the boxes row by row."""
        count = max(node.row for node in self.nodes) + 1
        return [[node for node in self.nodes if node.row == row] for row in range(count)]

    def in_words(self) -> str:
        """Return the chart as sentences, for those who do not see it."""
        lines = []
        for number, row in enumerate(self.rows(), start=1):
            parts = [
                "，".join(filter(None, [n.title, n.who and f"由{n.who}办理", n.limit, n.note])) for n in row
            ]
            together = "同时进行：" if len(parts) > 1 else ""
            lines.append(f"第{number}步，{together}{'；'.join(parts)}。")
        return "".join(lines)


def limit_in_words(limit: Limit) -> str:
    """Return a limit as a person says it."""
    return f"{limit.days}{UNITS.get(limit.unit, '天')}内" if limit.days else "当场"


def flow_chart(content: Content) -> Flow:
    """Return the layout of the way through: apply, accept, review, decide, deliver."""
    levels = _levels(content.steps)
    depth = max(levels.values(), default=-1) + 1
    instant = content.handling is Handling.INSTANT
    head = [_apply(content)] if instant else [_apply(content), _accept(content)]
    steps = [_step(content, step, levels, first=len(head)) for step in content.steps]
    nodes = [*head, *steps, *_tail(content, row=len(head) + depth)]
    return Flow(name=content.name, nodes=tuple(nodes), edges=tuple(_edges(content, nodes)))


def _levels(steps: tuple[ReviewStep, ...]) -> dict[str, int]:
    """Return how many steps lie before each on its longest way; a circle is the rules' business, not ours."""
    by_key = {step.key: step for step in steps}
    levels: dict[str, int] = {}

    def level(key: str, seen: frozenset[str]) -> int:
        if key not in levels:
            before = [name for name in by_key[key].after if name in by_key and name not in seen]
            levels[key] = 1 + max((level(name, seen | {key}) for name in before), default=-1)
        return levels[key]

    for step in steps:
        level(step.key, frozenset({step.key}))
    return levels


def _apply(content: Content) -> FlowNode:
    words = {"online": "网上", "window": "窗口", "mail": "邮寄", "mobile": "手机"}
    ways = "、".join(words[channel] for channel in content.channels if channel in words)
    notes = [f"可以在{ways}办理"] if ways else []
    if content.commitment:
        notes.append("选择告知承诺的，当场决定，不经审查环节")
    return FlowNode(
        key="apply",
        title="提交申请",
        who="",
        limit="",
        note="；".join(notes),
        kind="apply",
        row=0,
    )


def _accept(content: Content) -> FlowNode:
    return FlowNode(
        key="accept",
        title="受理",
        who=content.body,
        limit="5个工作日内",
        note="材料不齐的，一次告知要补的全部内容",
        kind="accept",
        row=1,
    )


def _step(content: Content, step: ReviewStep, levels: dict[str, int], *, first: int) -> FlowNode:
    names = {other.key: other.name for other in content.steps}
    previous = {key for key, level in levels.items() if level == levels[step.key] - 1}
    notes = []
    if previous and set(step.after) != previous:
        notes.append("在" + "、".join(f"“{names[key]}”" for key in step.after if key in names) + "之后")
    if step.kind is StepKind.SITE_VISIT:
        notes.append(f"{step.officers}名工作人员到场")
    if step.kind is StepKind.EXPERT:
        notes.append("所需时间不计入办理时限")
    return FlowNode(
        key=step.key,
        title=step.name,
        who=step.body,
        limit=limit_in_words(step.limit),
        note="，".join(notes),
        kind="step",
        row=first + levels[step.key],
    )


def _tail(content: Content, *, row: int) -> Iterator[FlowNode]:
    instant = content.handling is Handling.INSTANT
    promised = "" if instant else f"自受理起共{limit_in_words(content.promised_limit)}"
    yield FlowNode(
        key="decide",
        title="当场受理，当场决定" if instant else "作出决定",
        who=content.body,
        limit=promised,
        kind="decide",
        row=row,
    )
    if content.result.kind is ResultKind.NONE:
        title, limit = "告知结果", ""
    else:
        title = f"领取{content.result.name}"
        limit = "" if instant or content.type != "01" else "决定后10个工作日内送达"
    yield FlowNode(key="deliver", title=title, who="", limit=limit, kind="deliver", row=row + 1)
    if content.commitment:
        yield FlowNode(
            key="check",
            title="核查是否守诺",
            who=content.body,
            limit=f"{content.commitment.check_days}个工作日内",
            note="只对选择告知承诺的；与承诺不符的，限期改正或撤销决定",
            kind="check",
            row=row + 2,
        )


def _edges(content: Content, nodes: list[FlowNode]) -> Iterator[FlowEdge]:
    fixed = [node.key for node in nodes if node.kind != "step"]
    steps = content.steps
    waited_for = {name for step in steps for name in step.after}
    for before, after in pairwise(fixed):
        if after == "decide" and steps:
            for step in steps:
                if not step.after:
                    yield FlowEdge(before=before, after=step.key)
                for name in step.after:
                    yield FlowEdge(before=name, after=step.key)
                if step.key not in waited_for:
                    yield FlowEdge(before=step.key, after=after)
        else:
            yield FlowEdge(before=before, after=after)
