"""Fill in an application: one thing per page, saved at every step, resumed from the task list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView, DraftCheck
from yimen.contexts.catalogue import api as catalogue
from yimen.kernel.errors import Conflict, InvalidInput, NotFound
from yimen.platform.access import APPLICANT, access
from yimen.platform.pages.context import asking
from yimen.sites.citizen import guide
from yimen.sites.citizen.questions import answers_in, form_of
from yimen.sites.citizen.todo import next_of, task_list


def draft_of(request: HttpRequest, case_id: UUID) -> tuple[CaseView, DraftCheck]:
    """Return the draft and what it lacks; what is already sent is not a draft any more."""
    view, check = cases.draft_view(case_id, asking(request))
    if view.state != "draft":
        raise Conflict(
            "这份申请已经提交，不能再按草稿修改。您可以在“我的办件”里查看进度。", code="not_a_draft"
        )
    return view, check


def while_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead who comes back to a page of the draft after sending to the case, calmly: nothing went wrong."""

    @wraps(view)
    def guarded(request: HttpRequest, case_id: UUID, **rest: Any) -> HttpResponse:
        try:
            return view(request, case_id, **rest)
        except (Conflict, NotFound):
            if cases.case_view(case_id=case_id, actor=asking(request)).state == "draft":
                raise
        messages.info(request, "这份申请已经提交，不用再填。下面是它的进度。")
        return redirect("citizen:case", case_id)

    return guarded


@access(APPLICANT)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what will be asked; begin the draft when the person says so, with its first question."""
    if request.method == "POST":
        started = cases.start_application(slug=slug, actor=asking(request), channel="online")
        return _go_on(request, started.id, "")
    version = catalogue.item_page(slug)
    content = version.content
    context = {"version": version, "content": content, "words": guide.words_of(content) if content else None}
    return render(request, "citizen/start.html", context)


@access(APPLICANT)
@while_draft
def tasks(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what is done, what is still to do, and what is not needed and why."""
    view, check = draft_of(request, case_id)
    return render(
        request, "citizen/tasks.html", {"case": view, "check": check, "todo": task_list(view, check)}
    )


@access(APPLICANT)
@while_draft
def group(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """Ask one page of the form."""
    view, _ = draft_of(request, case_id)
    page = next((entry for entry in view.content.groups if entry.key == key), None)
    if page is None:
        raise NotFound("这份申请没有这一页。")
    form = form_of(page, request.POST or None, view.answers)
    status = 200
    if request.method == "POST":
        try:
            cases.save_answers(
                case_id=case_id,
                group=key,
                answers=answers_in(page.fields, request.POST),
                actor=asking(request),
                unfinished="later" in request.POST,
            )
        except InvalidInput as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            return _go_on(request, case_id, key)
    place = [entry.key for entry in view.content.groups].index(key) + 1
    context = {"case": view, "group": page, "form": form, "place": place, "of": len(view.content.groups)}
    return render(request, "citizen/group.html", context, status=status)


def _go_on(request: HttpRequest, case_id: UUID, after: str) -> HttpResponse:
    """Go to the next thing that is not done, so that nobody has to find it."""
    if "later" in request.POST:
        return redirect("citizen:tasks", case_id)
    view, check = draft_of(request, case_id)
    return redirect(next_of(task_list(view, check), after))


@access(APPLICANT)
@while_draft
def way(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose between commitment (告知承诺) and the ordinary way."""
    view, _ = draft_of(request, case_id)
    if view.content.commitment is None:
        raise NotFound("这个事项不适用告知承诺。")
    wrong = ""
    if request.method == "POST":
        choice = request.POST.get("way", "")
        if choice in ("commit", "ordinary"):
            cases.sign_commitment(case_id=case_id, signed=choice == "commit", actor=asking(request))
            return _go_on(request, case_id, "way")
        wrong = "请选择一种办理方式。"
    return render(request, "citizen/way.html", {"case": view, "wrong": wrong}, status=422 if wrong else 200)


@access(APPLICANT)
@require_POST
@while_draft
def version(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Go on with the version that is in force now."""
    cases.adopt_version(case_id=case_id, actor=asking(request))
    messages.success(request, "已换用最新的办事指南，请核对填写的内容。")
    return redirect("citizen:tasks", case_id)


@access(APPLICANT)
@while_draft
def discard(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask once, then throw the draft away."""
    view, _ = draft_of(request, case_id)
    if request.method == "POST":
        cases.discard_draft(case_id=case_id, actor=asking(request))
        messages.success(request, "草稿已删除。")
        return redirect("citizen:cases")
    return render(request, "citizen/discard.html", {"case": view})
