"""Supply what a correction notice asks, or what was deferred."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView
from yimen.kernel.errors import InvalidInput, InvalidValue, NotFound, Refusal, TooLarge
from yimen.platform.access import APPLICANT, access
from yimen.platform.pages.context import asking
from yimen.sites.citizen.choosing import accept_of
from yimen.sites.citizen.questions import QuestionForm, answers_in


@access(APPLICANT)
def supply(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the notice point by point; take everything in one go."""
    view = cases.case_view(case_id=case_id, actor=asking(request))
    if view.state != "correction_asked":
        raise NotFound("这份申请现在没有需要补正的内容。", code="nothing_to_correct")
    asked = {point.key for point in view.correction if point.target == "field"}
    questions = [field for group in view.content.groups for field in group.fields if field.key in asked]
    form = QuestionForm(questions, request.POST or None, view.answers)
    errors: dict[str, str] = {}
    if request.method == "POST":
        uploads = _uploads(request, view)
        try:
            cases.supply(
                case_id=case_id,
                answers=answers_in(questions, request.POST),
                uploads=uploads,
                actor=asking(request),
            )
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            errors = _placed(refusal, uploads)
            form.refuse(InvalidInput({key: text for key, text in errors.items() if key in form.fields}))
        else:
            messages.success(request, "补正已提交，工作人员会重新核对。")
            return redirect("citizen:case", case_id)
    places = {
        point.key: (f"#{'file-' if point.target == 'material' else 'id_'}{point.key}", point.name)
        for point in view.correction
    }
    problems = [(*places.get(key, ("", "")), text) for key, text in errors.items()]
    context = {"case": view, "points": _points(view, form, errors), "form": form, "errors": problems}
    return render(request, "citizen/supply.html", context, status=422 if errors else 200)


def _uploads(request: HttpRequest, view: CaseView) -> dict[str, Any]:
    keys = [point.key for point in view.correction if point.target == "material"]
    found = {key: request.FILES.get(f"file-{key}") for key in keys}
    return {key: upload for key, upload in found.items() if upload is not None}


def _placed(refusal: Refusal, uploads: dict[str, Any]) -> dict[str, str]:
    """Return each message under the key of the point it belongs to, "" where it belongs to none."""
    if isinstance(refusal, InvalidInput):
        return refusal.errors
    if isinstance(refusal, InvalidValue | TooLarge) and not refusal.field:
        return {_refused_file(refusal, uploads): refusal.message}
    return {refusal.field: refusal.message}


def _refused_file(refusal: Refusal, uploads: dict[str, Any]) -> str:
    """Return the key of the file that was refused: files are read in order, up to the first bad one.

    What is too large is not read at all, what is empty has nothing to read.
    """
    read = [key for key, upload in uploads.items() if upload.tell()]
    if isinstance(refusal, TooLarge) or refusal.code == "empty_file":
        return next((key for key in uploads if key not in read), "")
    return read[-1] if read else ""


def _points(view: CaseView, form: QuestionForm, errors: dict[str, str]) -> list[dict[str, Any]]:
    materials = {material.key: material for material in view.materials}
    papers = {paper.key: paper for paper in view.content.materials}
    points = []
    for point in view.correction:
        material = materials.get(point.key) if point.target == "material" else None
        points.append(
            {
                "point": point,
                "material": material,
                "paper": papers.get(point.key),
                "accept": accept_of(material.formats) if material else "",
                "field": form[point.key] if point.target == "field" and point.key in form.fields else None,
                "wrong": errors.get(point.key, "") if material else "",
            }
        )
    return points


@access(APPLICANT)
def supply_deferred(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """Hand in one deferred material before its day."""
    view = cases.case_view(case_id=case_id, actor=asking(request))
    material = next((entry for entry in view.materials if entry.key == key), None)
    if material is None:
        raise NotFound("这份申请没有这项材料。")
    wrong, status = "", 200
    if request.method == "POST":
        try:
            upload = request.FILES.get("file")
            if upload is None:
                raise InvalidValue("请先选择要上传的文件。", code="no_file", field="file")
            cases.supply_deferred(case_id=case_id, key=key, upload=upload, actor=asking(request))
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            wrong, status = refusal.message, refusal.status
        else:
            messages.success(request, "材料已补交。")
            return redirect("citizen:case", case_id)
    accept = accept_of(material.formats)
    paper = next((entry for entry in view.content.materials if entry.key == key), None)
    context = {"case": view, "material": material, "paper": paper, "wrong": wrong, "accept": accept}
    return render(request, "citizen/deferred.html", context, status=status)
