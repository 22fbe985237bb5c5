"""Check the answers, send, and know what happens next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView
from yimen.kernel.errors import InvalidInput
from yimen.platform.access import APPLICANT, access
from yimen.platform.pages.context import asking
from yimen.sites.citizen.applying import draft_of, while_draft
from yimen.sites.citizen.questions import shown
from yimen.sites.citizen.todo import task_list, why_of


def answers_shown(view: CaseView) -> list[dict[str, Any]]:
    """Return the answers of a case, page by page, in words."""
    return [
        {
            "group": group,
            "answers": [(field, shown(field, view.answers.get(field.key))) for field in group.fields],
        }
        for group in view.content.groups
    ]


@access(APPLICANT)
@while_draft
def check(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show everything once more; send it when the person says so."""
    actor, refusal = asking(request), None
    if request.method == "POST":
        try:
            cases.submit(case_id=case_id, actor=actor)
        except InvalidInput as incomplete:
            refusal = incomplete
        else:
            return redirect("citizen:sent", case_id)
    view, found = draft_of(request, case_id)
    context = {
        "case": view,
        "check": found,
        "refusal": refusal,
        "todo": task_list(view, found),
        "groups": answers_shown(view),
        "materials": [(material, why_of(material)) for material in view.materials],
    }
    return render(request, "citizen/check.html", context, status=refusal.status if refusal else 200)


@access(APPLICANT)
def sent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Confirm: the number, the query password, the day by which there is an answer, what comes next."""
    view = cases.case_view(case_id=case_id, actor=asking(request))
    if view.state == "draft":
        return redirect("citizen:tasks", case_id)
    return render(request, "citizen/sent.html", {"case": view})
