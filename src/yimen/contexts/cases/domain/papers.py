"""The words of every paper. Facts go in, the text of the document comes out; the layout is a template.

The kinds and their grounds follow the state table. 不受理 (第32条第1款第1项) and 不予受理 (第2项) are
different papers. Remedies run from delivery, so every paper says how it may be contested where it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

TEMPLATE = "documents/paper.typ"
TEMPLATE_VERSION = "paper-1"


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: its word in the document number, and whether remedies are printed."""

    title: str
    word: str
    remedies: bool = False


KINDS: dict[str, PaperKind] = {
    kind.title: kind
    for kind in (
        PaperKind("收件凭证", "收"),
        PaperKind("转递单", "转"),
        PaperKind("撤回凭证", "撤"),
        PaperKind("告知书", "告"),
        PaperKind("补正告知书", "补"),
        PaperKind("补正材料凭证", "补收"),
        PaperKind("受理通知书", "受"),
        PaperKind("不受理告知书", "不受", remedies=True),
        PaperKind("不予受理决定书", "不予受", remedies=True),
        PaperKind("退件通知书", "退", remedies=True),
        PaperKind("特别程序告知书", "特"),
        PaperKind("延期告知书", "延"),
        PaperKind("转报通知", "报"),
        PaperKind("决定书", "决", remedies=True),
        PaperKind("终止通知书", "终", remedies=True),
        PaperKind("送达回证", "达"),
    )
}
"""The licence (证照) is made by the licences room, not here."""


@dataclass(frozen=True)
class PaperInput:
    """What every paper may draw on. ``extra`` is the act's own: points, reason, days, dates."""

    kind: str
    body: str
    item: str
    case_number: str
    applicant: str
    basis: str
    on: date
    handler: str = ""
    phone: str = ""
    remedies: str = ""
    licensing: bool = True
    """Governed by 许可法; every other procedure does not speak of 许可."""
    extra: Mapping[str, Any] = field(default_factory=dict)


def document_number(body: str, kind: str, year: int, serial: int) -> str:
    """Return the number of a paper, e.g. 区行政审批局受字〔2026〕00001号."""
    return f"{body}{KINDS[kind].word}字〔{year}〕{serial:05d}号"


def compose(given: PaperInput, number: str) -> dict[str, Any]:
    """Return the facts the paper's template prints."""
    extra = given.extra
    table = [["办件编号", given.case_number], ["事项名称", given.item], ["申请人", given.applicant]]
    table += [list(row) for row in extra.get("table", ())]
    if given.handler:
        table.append(["经办人", f"{given.handler}　{given.phone}".strip()])
    return {
        "body": given.body,
        "title": given.kind,
        "number": number,
        "addressee": given.applicant,
        "paragraphs": _WORDS[given.kind](given),
        "table": table,
        "points": list(extra.get("points", ())),
        "remedies": given.remedies if KINDS[given.kind].remedies else "",
        "date": chinese_date(given.on),
        "footer": f"文书编号 {number}",
    }


def chinese_date(day: date) -> str:
    """Return 2026年3月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _on(given: PaperInput, name: str) -> str:
    day = given.extra.get(name)
    if not day:
        return "尚未确定的日期"
    return chinese_date(day) + ("（暂定）" if given.extra.get("provisional") else "")


def _received(given: PaperInput) -> list[str]:
    lines = [f"您申请办理的“{given.item}”，我们已于{chinese_date(given.on)}收到。"]
    if given.extra.get("due_on"):
        lines.append(f"我们会在{_on(given, 'due_on')}前告诉您是否受理，或者一次性告知需要补正的全部内容。")
    if given.extra.get("password"):
        lines.append(f"不登录也能查进度：凭办件编号和查询密码 {given.extra['password']} 即可。")
    return lines


def _correction(given: PaperInput) -> list[str]:
    return [
        f"您申请办理的“{given.item}”，申请材料不齐全或者不符合法定形式。"
        f"依据{given.basis}，现一次性告知需要补正的全部内容如下。",
        f"请在{_on(given, 'due_on')}前补正。补正后我们重新计算受理期限，不会再提出新的要求。",
    ]


def _accepted(given: PaperInput) -> list[str]:
    lines = [f"您申请办理的“{given.item}”，依据{given.basis}，现予受理。"]
    if given.extra.get("deemed"):
        lines = [
            f"您申请办理的“{given.item}”，我们没有在法定期限内告知需要补正的内容。依据{given.basis}，"
            f"自收到申请材料之日（{_on(given, 'accepted_on')}）起即为受理。"
        ]
    limit = f"法定办理期限{given.extra.get('legal', '')}，承诺{given.extra.get('promised', '')}，"
    lines.append(limit + f"预计{_on(given, 'due_on')}前办结。")
    return lines


def _not_required(given: PaperInput) -> list[str]:
    needless = "取得行政许可" if given.licensing else "办理"
    return [
        f"您申请办理的“{given.item}”，依法不需要{needless}。依据{given.basis}，现告知不受理。",
        f"理由：{given.extra.get('reason', '')}",
    ]


def _declined(given: PaperInput) -> list[str]:
    lines = [
        f"您申请办理的“{given.item}”，依据{given.basis}，决定不予受理。",
        f"理由：{given.extra.get('reason', '')}",
    ]
    if given.extra.get("competent_body"):
        lines.append(f"请向{given.extra['competent_body']}申请。")
    return lines


def _decision(given: PaperInput) -> list[str]:
    if given.extra.get("outcome") == "granted":
        ground = f"依据{given.basis}，" if given.basis else ""
        return [f"您申请办理的“{given.item}”，经审查符合条件，{ground}决定准予。"]
    ground = f"依据{given.basis}，" if given.basis else ""
    return [
        f"您申请办理的“{given.item}”，经审查不符合条件，{ground}决定不予{'许可' if given.licensing else '办理'}。",
        f"理由：{given.extra.get('reason', '')}",
    ]


def _special(given: PaperInput) -> list[str]:
    return [
        f"您申请办理的“{given.item}”，依法需要{given.extra.get('ground', '')}。依据{given.basis}，"
        f"所需时间{given.extra.get('days', '')}个工作日不计入办理期限。",
        f"理由：{given.extra.get('reason', '')}",
    ]


def _extension(given: PaperInput) -> list[str]:
    return [
        f"您申请办理的“{given.item}”，不能在原定期限内作出决定。依据{given.basis}，"
        f"经{given.extra.get('approver', '负责人')}批准，延长{given.extra.get('days', '')}个工作日，"
        f"预计{_on(given, 'due_on')}前办结。",
        f"理由：{given.extra.get('reason', '')}",
    ]


def _returned(given: PaperInput) -> list[str]:
    what = "补正" if given.extra.get("cause") == "correction" else "补交容缺材料"
    return [
        f"您申请办理的“{given.item}”，没有在{_on(given, 'due_on')}前{what}，现将申请退回。",
        "您可以在材料齐全后重新申请，已经填写和上传的内容可以再次使用。",
    ]


def _terminated(given: PaperInput) -> list[str]:
    return [
        f"您申请办理的“{given.item}”，因{given.extra.get('ground', '')}，决定终止办理。",
        f"理由：{given.extra.get('reason', '')}",
    ]


def _line(text: str) -> Callable[[PaperInput], Sequence[str]]:
    return lambda given: [text.format(item=given.item, on=chinese_date(given.on), **given.extra)]


_WORDS: dict[str, Callable[[PaperInput], Sequence[str]]] = {
    "收件凭证": _received,
    "转递单": _line("“{item}”的申请材料已于{on}核对身份和形式，现转递受理机关办理。"),
    "撤回凭证": _line("您已于{on}撤回“{item}”的申请，本办件到此结束。"),
    "告知书": _line("“{item}”所需的前置办件没有取得证照，本办件到此结束。"),
    "补正告知书": _correction,
    "补正材料凭证": _line("您补正的“{item}”申请材料，我们已于{on}收到，受理期限从当日起重新计算。"),
    "受理通知书": _accepted,
    "不受理告知书": _not_required,
    "不予受理决定书": _declined,
    "退件通知书": _returned,
    "特别程序告知书": _special,
    "延期告知书": _extension,
    "转报通知": _line("“{item}”已完成初步审查，连同全部申请材料于{on}转报{upper_body}决定。"),
    "决定书": _decision,
    "终止通知书": _terminated,
    "送达回证": _line("“{item}”的办理结果已于{on}通过{method}送达。"),
}
