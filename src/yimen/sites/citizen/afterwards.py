"""After sending: my cases, one case with its progress, its papers, withdrawal."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import MaterialState
from yimen.kernel.errors import InvalidInput
from yimen.platform.access import APPLICANT, access
from yimen.platform.files import api as files
from yimen.platform.pages.context import asking
from yimen.platform.pages.paging import page_number
from yimen.sites.citizen.progress import progress_of
from yimen.sites.citizen.sending import answers_shown
from yimen.sites.citizen.standing import case_badge, material_badge

FILTERS = (("", "全部"), ("draft", "草稿"), ("open", "办理中"), ("done", "已办结"))


@access(APPLICANT)
def my_cases(request: HttpRequest) -> HttpResponse:
    """List the person's own cases, the latest first."""
    state = request.GET.get("state", "")
    if state not in dict(FILTERS):
        state = ""
    page = cases.my_cases(actor=asking(request), page=page_number(request.GET), state=state)
    rows = [(row, case_badge(row)) for row in page.rows]
    context = {"page": page, "rows": rows, "state": state, "filters": FILTERS}
    return render(request, "citizen/cases.html", context)


@access(APPLICANT)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one case: what to do now, until when, who has it, everything that happened."""
    view = cases.case_view(case_id=case_id, actor=asking(request))
    if view.state == "draft":
        return redirect("citizen:tasks", case_id)
    context = {
        "case": view,
        "standing": case_badge(view),
        "progress": progress_of(view),
        "materials": [(material, material_badge(material, False)) for material in view.materials],
        "can": {option.action: option for option in view.actions},
        "owed": [m for m in view.materials if m.state is MaterialState.DEFERRED],
        "groups": answers_shown(view),
    }
    return render(request, "citizen/case.html", context)


class WithdrawalForm(forms.Form):
    """Why the application is withdrawn."""

    use_required_attribute = False
    reason = forms.CharField(
        label="为什么撤回", required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


@access(APPLICANT)
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask once, then withdraw."""
    view = cases.case_view(case_id=case_id, actor=asking(request))
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cases.withdraw(case_id=case_id, reason=form.cleaned_data["reason"], actor=asking(request))
        except InvalidInput as refusal:
            form.add_error("reason", refusal.message)
        else:
            messages.success(request, "申请已撤回。")
            return redirect("citizen:case", case_id)
    return render(request, "citizen/withdraw.html", {"case": view, "form": form})


@access(APPLICANT)
def paper(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """Download one paper of the case."""
    file = cases.paper_file(paper_id=paper_id, actor=asking(request))
    return files.download_response(file.id)


@access(APPLICANT)
def material(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """Download a material one handed in."""
    file = cases.material_file(case_id=case_id, key=key, actor=asking(request))
    return files.download_response(file.id)
