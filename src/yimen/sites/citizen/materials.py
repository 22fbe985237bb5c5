"""Hand in materials: what the platform already has is not asked for."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import MaterialState, MaterialView
from yimen.contexts.catalogue.data import Material
from yimen.kernel.errors import InvalidValue, NotFound, Refusal
from yimen.platform.access import APPLICANT, access
from yimen.platform.pages.context import asking
from yimen.platform.wallclock import today
from yimen.sites.citizen.applying import draft_of, while_draft
from yimen.sites.citizen.choosing import accept_of
from yimen.sites.citizen.standing import material_badge
from yimen.sites.citizen.todo import task_list, why_of

TO_HAND_IN = (MaterialState.MISSING, MaterialState.DEFERRED)


@access(APPLICANT)
@while_draft
def materials(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show every material with what stands for it."""
    return _page(request, case_id)


def _page(request: HttpRequest, case_id: UUID, key: str = "", refusal: Refusal | None = None) -> HttpResponse:
    view, check = draft_of(request, case_id)
    papers = {paper.key: paper for paper in view.content.materials}
    rows = [
        {
            "material": material,
            "paper": papers.get(material.key),
            "why": why_of(material) or _not_held(material, papers.get(material.key)),
            "badge": material_badge(material, material.key in check.missing),
            "open": material.state in TO_HAND_IN,
            "owed": material.state is MaterialState.DEFERRED,
            "deferrable": material.deferrable and material.state is MaterialState.MISSING,
            "accept": accept_of(material.formats),
            "wrong": refusal.message if refusal and material.key == key else "",
        }
        for material in view.materials
    ]
    context = {"case": view, "rows": rows, "check": check, "todo": task_list(view, check), "refusal": refusal}
    context["tomorrow"] = today() + timedelta(days=1)
    return render(request, "citizen/materials.html", context, status=refusal.status if refusal else 200)


def _not_held(material: MaterialView, paper: Material | None) -> str:
    """Say that the platform looked for the licence, so that nobody wonders why it is asked for."""
    if paper is None or not paper.licence_type or material.state is not MaterialState.MISSING:
        return ""
    return "没有在证照库查到，请上传。"


@access(APPLICANT)
@require_POST
@while_draft
def change(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """Upload, remove or defer one material; what was wrong is said beside it."""
    view, _ = draft_of(request, case_id)
    if key not in {material.key for material in view.materials}:
        raise NotFound("这个事项没有要求这项材料。")
    try:
        _do(request, case_id, key)
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        return _page(request, case_id, key, refusal)
    return redirect(reverse("citizen:materials", args=[case_id]) + f"#{key}")


def _do(request: HttpRequest, case_id: UUID, key: str) -> None:
    actor, act = asking(request), request.POST.get("act", "upload")
    if act == "remove":
        cases.remove_material(case_id=case_id, key=key, actor=actor)
        messages.success(request, "已删除。")
    elif act == "defer":
        cases.defer_material(
            case_id=case_id, key=key, promised_on=_day(request.POST.get("on", "")), actor=actor
        )
        messages.success(request, "已记下：这项材料以后再交。")
    else:
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidValue("请先选择要上传的文件。", code="no_file", field="file")
        cases.attach_material(case_id=case_id, key=key, upload=upload, actor=actor)
        messages.success(request, "已上传。")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValue("请填写补交的日期。", code="bad_date", field="on") from None
