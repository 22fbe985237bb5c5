"""What must hold between the fields of a version before it may be published.

A form can be well filled and still contradict itself: a step that waits for itself, a licence that prints a
question nobody asks. The cases room trusts that none of this reaches it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from yimen.contexts.catalogue.data import Content, Handling, Limit, Necessity, ResultKind, StepKind
from yimen.contexts.catalogue.domain.paper_forms import form_faults
from yimen.contexts.clocks.data import GROUND_NAMES
from yimen.kernel.itemcodes import ITEM_TYPES

PROFILES = ("licence", "payment", "confirmation", "reward", "filing", "service")
SUBJECTS = ("person", "company")
PREFILLS = ("holder.name", "holder.number", "holder.phone", "holder.address", "holder.representative")
UNITS = ("working_day", "calendar_day")
_LICENCE = "01"


@dataclass(frozen=True)
class Fault:
    """One contradiction: where, what to tell the author, and the article it rests on."""

    place: str
    message: str
    basis: str = ""


def faults(content: Content, bodies: Collection[str] | None = None) -> list[Fault]:
    """Return every contradiction in ``content``; ``bodies`` are the names of the district's organisations."""
    return [
        *_general(content),
        *_limits(content),
        *_keys(content),
        *_forms(content),
        *_plan(content),
        *_special(content),
        *_result(content),
        *(_bodies(content, bodies) if bodies is not None else ()),
    ]


def _general(content: Content) -> Iterator[Fault]:
    if content.type not in ITEM_TYPES and not ("11" <= content.type <= "19" or "21" <= content.type <= "99"):
        yield Fault("type", f"事项类型“{content.type}”不在代码表内。", "GB/T 39046-2020 A.1")
    if content.profile not in PROFILES:
        yield Fault("profile", f"没有“{content.profile}”这种办理程序。")
    unknown = [subject for subject in content.subjects if subject not in SUBJECTS]
    if unknown or not content.subjects:
        yield Fault("subjects", "服务对象应是个人（person）、法人（company）中的一种或两种。")
    if not content.basis:
        yield Fault("basis", "没有写设定依据。")
    if content.visits.count and not content.visits.reason:
        yield Fault("visits.reason", "到现场次数不为零，应写明必须到现场的原因。")
    if content.service.phone and content.service.phone == content.service.complaint_phone:
        yield Fault("service.complaint_phone", "监督投诉电话不能与咨询电话相同。")


def _limits(content: Content) -> Iterator[Fault]:
    legal, promised = content.legal_limit, content.promised_limit
    for place, limit in (("legal_limit", legal), ("promised_limit", promised)):
        if limit.unit not in UNITS:
            yield Fault(place, f"时限单位“{limit.unit}”不能用，应是工作日或自然日。")
    if legal.unit == promised.unit and promised.days > legal.days:
        yield Fault(
            "promised_limit", f"承诺时限{promised.days}天超过法定时限{legal.days}天。", "行政许可法第42条"
        )
    if legal.unit != promised.unit and {legal.unit, promised.unit} <= set(UNITS):
        yield Fault("promised_limit", "承诺时限与法定时限的单位不同，无法比较。")


def _keys(content: Content) -> Iterator[Fault]:
    fields = [field for group in content.groups for field in group.fields]
    for place, keys in (
        ("materials", [material.key for material in content.materials]),
        ("conditions", [condition.key for condition in content.conditions]),
        ("groups", [group.key for group in content.groups]),
        ("groups.fields", [field.key for field in fields]),
        ("steps", [step.key for step in content.steps]),
    ):
        for key in _twice(keys):
            yield Fault(place, f"“{key}”出现了两次，同一版本内不能重复。")
    for material in content.materials:
        if material.necessity is Necessity.SITUATIONAL and not material.when:
            yield Fault(f"materials.{material.key}", f"按情形提交的“{material.name}”没有写明什么情形。")
    for field in fields:
        if field.prefill and field.prefill not in PREFILLS:
            yield Fault(f"groups.fields.{field.key}", f"“{field.label}”的预填来源“{field.prefill}”不存在。")
        if field.kind == "choice" and not field.choices:
            yield Fault(f"groups.fields.{field.key}", f"“{field.label}”是选择题，但没有选项。")


def _forms(content: Content) -> Iterator[Fault]:
    named = {
        name for material in content.materials for name in (material.blank_form, material.sample) if name
    }
    for name in _twice(form.name for form in content.forms):
        yield Fault("forms", f"表格“{name}”出现了两次，同一版本内不能重复。")
    for material in content.materials:
        for name in sorted(
            {material.blank_form, material.sample} - {"", *(form.name for form in content.forms)}
        ):
            yield Fault(f"materials.{material.key}", f"“{material.name}”要用的表格“{name}”不存在。")
    for form in content.forms:
        if form.name not in named:
            yield Fault(f"forms.{form.name}", f"没有材料用到表格“{form.title}”。")
        if form.item != content.name:
            yield Fault(f"forms.{form.name}", f"表格“{form.title}”是“{form.item}”的，不是本事项的。")
        for fault in form_faults(form):
            yield Fault(f"forms.{form.name}", f"表格“{form.title}”：{fault}")


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _plan(content: Content) -> Iterator[Fault]:
    if content.handling is Handling.INSTANT:
        if content.steps:
            yield Fault("steps", "即办件当场办结，不能有审查环节。")
        return
    if not content.steps:
        yield Fault("steps", "承诺件至少要有一个审查环节。")
    known = {step.key for step in content.steps}
    sound = True
    for step in content.steps:
        for name in step.after:
            if name not in known:
                sound = False
                yield Fault(f"steps.{step.key}", f"环节“{step.name}”排在“{name}”之后，但没有这个环节。")
        if step.kind is StepKind.SITE_VISIT and step.officers < 2:
            yield Fault(
                f"steps.{step.key}", f"现场核查“{step.name}”应当指派两名以上工作人员。", "行政许可法第34条"
            )
        if step.limit.unit not in UNITS:
            yield Fault(f"steps.{step.key}", f"环节“{step.name}”的时限单位不能用。")
    if sound:
        yield from _order(content)


def _order(content: Content) -> Iterator[Fault]:
    try:
        ordered = list(TopologicalSorter({step.key: step.after for step in content.steps}).static_order())
    except CycleError as error:
        names = {step.key: step.name for step in content.steps}
        circle = " → ".join(names[key] for key in error.args[1])
        yield Fault("steps", f"审查环节互相等待，永远开始不了：{circle}。")
        return
    if any(not _comparable(step.limit, content.promised_limit) for step in content.steps):
        return
    steps = {step.key: step for step in content.steps}
    finish: dict[str, int] = {}
    for key in ordered:
        # An expert review is a special procedure, outside the limit (许可法第45条).
        days = 0 if steps[key].kind is StepKind.EXPERT else steps[key].limit.days
        finish[key] = days + max((finish[before] for before in steps[key].after), default=0)
    longest = max(finish.values(), default=0)
    if longest > content.promised_limit.days:
        yield Fault(
            "steps", f"审查环节最长一路要{longest}天，超过承诺时限{content.promised_limit.days}天。", "S§2.13"
        )


def _comparable(one: Limit, other: Limit) -> bool:
    return one.unit == other.unit


def _special(content: Content) -> Iterator[Fault]:
    for special in content.special:
        if content.type == _LICENCE and special.ground not in GROUND_NAMES:
            yield Fault(
                "special",
                f"行政许可不能因“{special.ground}”暂停计时，只能因{'、'.join(GROUND_NAMES.values())}。",
                "行政许可法第45条",
            )
        if special.days < 1:
            name = GROUND_NAMES.get(special.ground, special.ground)
            yield Fault("special", f"“{name}”应写明需要的天数。", "行政许可法第45条")
    expert = any(step.kind is StepKind.EXPERT for step in content.steps)
    if expert and not any(special.ground == "expert_review" for special in content.special):
        yield Fault("special", "有专家评审环节，但特别程序里没有写专家评审和所需天数。", "行政许可法第45条")


def _result(content: Content) -> Iterator[Fault]:
    fields = {field.key for group in content.groups for field in group.fields}
    for key in content.result.facts:
        if key not in fields:
            yield Fault("result.facts", f"证照要印“{key}”，但申请表没有这一项。")
    if content.result.kind is ResultKind.LICENCE and not content.result.licence_type:
        yield Fault("result.licence_type", "结果是证照，应写明证照类型代码。", "GB/T 36903")


def _bodies(content: Content, bodies: Collection[str]) -> Iterator[Fault]:
    if content.body not in bodies:
        yield Fault("body", f"决定机关“{content.body}”不在机构名录内。")
    for step in content.steps:
        if step.body not in bodies:
            yield Fault(f"steps.{step.key}", f"环节“{step.name}”的机关“{step.body}”不在机构名录内。")
