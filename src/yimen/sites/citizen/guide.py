"""The guide of one item: three things first, the rest folded; and the forms it offers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content, Necessity, ResultKind, Service, StepKind
from yimen.contexts.clocks.data import GROUND_NAMES
from yimen.kernel.errors import NotFound
from yimen.kernel.itemcodes import ITEM_TYPES
from yimen.platform.access import PUBLIC, access
from yimen.platform.files.api import public_pdf
from yimen.platform.pages.queries import id_in

UNITS = {"working_day": "个工作日", "calendar_day": "日"}
NECESSITY = {Necessity.REQUIRED: "必须", Necessity.SITUATIONAL: "视情形", Necessity.DEFERRABLE: "可以后补"}
STEPS = {
    StepKind.REVIEW: "书面审查",
    StepKind.SITE_VISIT: "现场核查，两名工作人员上门",
    StepKind.JOINT: "联合审查",
    StepKind.EXPERT: "专家评审，所需时间不计入期限",
    StepKind.SIGN_OFF: "审核签发",
}
RESULTS = {ResultKind.LICENCE: "证照", ResultKind.APPROVAL: "批文", ResultKind.NONE: "办理结果"}
SUBJECTS = {"person": "个人", "company": "企业和其他组织"}
FORMS = {"blank": False, "sample": True}
CHANNELS = {"online": "网上", "window": "窗口", "phone": "手机", "post": "邮寄"}


@dataclass(frozen=True)
class Words:
    """The content of a version in the words of the page."""

    whom: str
    promised: str
    legal: str
    price: str
    visits: str
    ways: str
    materials: tuple[tuple[object, str], ...]
    counted: str
    """How many materials of each kind: 2项必须，1项看情况."""
    steps: tuple[tuple[object, str, str], ...]
    special: tuple[tuple[object, str], ...]
    result: str
    place: str
    """Where it is, for a person; empty where the guide does not say."""
    place_url: str
    """The same for the device's own map (RFC 5870): nobody else's server is asked."""


@access(PUBLIC)
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the guide, generated from the version in force."""
    version = catalogue.item_page(slug)
    content = version.content
    context = {
        "version": version,
        "content": content,
        "type_name": ITEM_TYPES.get(version.type.zfill(2), ""),
        "words": words_of(content) if content else None,
        "flow": mark_safe(catalogue.flow_svg(content)) if content else "",
    }
    return render(request, "citizen/guide.html", context)


@access(PUBLIC)
def form(request: HttpRequest, slug: str, material: str, kind: str) -> HttpResponse:
    """Show the blank form of a material, or the filled sample, to print or to read."""
    if kind not in FORMS:
        raise NotFound("没有这种表格。")
    file = catalogue.form_file(slug, material, FORMS[kind], id_in(request.GET, "version"))
    return public_pdf(file.body, file.name)


def words_of(content: Content) -> Words:
    """Say what the version states in numbers and keys."""
    count = content.visits.count
    return Words(
        whom="、".join(SUBJECTS.get(subject, subject) for subject in content.subjects),
        promised="当场办结" if content.handling == "instant" else _limit(content.promised_limit),
        legal=_limit(content.legal_limit),
        price="不收费" if not content.fees else "收费",
        visits="不用跑" if count == 0 else f"最多跑{count}次",
        ways="、".join(CHANNELS.get(channel, channel) for channel in content.channels),
        materials=tuple((material, NECESSITY[material.necessity]) for material in content.materials),
        counted=_counted(content),
        steps=tuple((step, STEPS[step.kind], _limit(step.limit)) for step in content.steps),
        special=tuple((entry, GROUND_NAMES.get(entry.ground, entry.ground)) for entry in content.special),
        result=RESULTS[content.result.kind],
        **_place(content.service),
    )


def _counted(content: Content) -> str:
    needs = [NECESSITY[material.necessity] for material in content.materials]
    words = {"视情形": "看情况"}
    kinds = (need for need in NECESSITY.values() if need in needs)
    return "，".join(f"{needs.count(need)}项{words.get(need, need)}" for need in kinds)


def _place(service: Service) -> dict[str, str]:
    north, east = service.latitude, service.longitude
    if not (north and east):
        return {"place": "", "place_url": ""}
    return {"place": f"北纬{north:.4f}°，东经{east:.4f}°", "place_url": f"geo:{north:.6f},{east:.6f}"}


def _limit(limit: object) -> str:
    days, unit = limit.days, limit.unit  # type: ignore[attr-defined]
    return f"{days}{UNITS.get(unit, unit)}" if days else "当场"
