"""Do one act on a case: ask for its input, call its one service, say what was wrong beside the field."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView
from yimen.kernel.errors import InvalidInput, NotFound, Refusal
from yimen.platform.access import STAFF, access
from yimen.platform.pages.context import asking
from yimen.sites.desk.acts import ACTS, Act
from yimen.sites.desk.forms import ActForm
from yimen.sites.desk.views import case_context

EXTRA_NAMES = {"propose_pause": "申请特别程序"}


@access(STAFF)
def act(request: HttpRequest, case_id: UUID, action: str) -> HttpResponse:
    """Ask for one act and do it."""
    wanted = ACTS.get(action)
    if wanted is None:
        raise NotFound("没有这种办理动作。")
    actor = asking(request)
    view = cases.case_view(case_id=case_id, actor=actor)
    form = wanted.form(request.POST if request.method == "POST" else None, case=view, actor=actor)
    looking_again = form.to_confirm or "again" in request.POST
    if request.method == "POST" and form.is_valid() and not looking_again:
        try:
            wanted.service(case_id=case_id, actor=actor, **form.given())
        except InvalidInput as refusal:
            form.refuse(refusal)
        except Refusal as refusal:
            form.add_error(None, refusal.message + (f"（{refusal.basis}）" if refusal.basis else ""))
        else:
            messages.success(request, f"已办理：{_name(action)}。")
            return redirect("desk:case", case_id)
    return _page(request, view, action, wanted, form)


def _page(request: HttpRequest, view: CaseView, action: str, wanted: Act, form: ActForm) -> HttpResponse:
    option = next((option for option in view.actions if option.action == action), None)
    shown = case_context(view, asking(request))
    part = request.method == "GET" and request.headers.get("HX-Request")
    context = {
        **shown,
        "action": action,
        "name": _name(action),
        "act": wanted,
        "option": option,
        "offered": option or form.is_bound or (action == "propose_pause" and shown["may_propose"]),
        "form": form,
        "points": [row for row in form.rows() if row.picked] if form.to_confirm else [],
    }
    template = "desk/parts/act.html" if part else "desk/act.html"
    return render(request, template, context, status=422 if form.wrong else 200)


def _name(action: str) -> str:
    return EXTRA_NAMES.get(action) or str(cases.ACTION_NAMES[action])


@access(STAFF)
@require_POST
def answer_proposal(request: HttpRequest, case_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Approve or refuse a proposed special procedure, as head of the body."""
    approve = request.POST.get("answer") == "approve"
    cases.approve_pause(proposal_id=proposal_id, approve=approve, actor=asking(request))
    messages.success(request, "已批准特别程序。" if approve else "没有批准特别程序。")
    return redirect("desk:case", case_id)
