"""The officer's list and one case in full."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseView, StepView
from yimen.contexts.identity.data import Actor
from yimen.platform.access import STAFF, access
from yimen.platform.files import api as files
from yimen.platform.pages.context import asking
from yimen.platform.pages.paging import page_number
from yimen.sites.desk.acts import ACTS, KEYS, USUAL
from yimen.sites.desk.forms import answer_in_words
from yimen.sites.desk.standing import VERDICTS, case_badge, material_badge, step_badge

LONGEST_QUERY = 100
LIVE_PROPOSALS = {"proposed": "等负责人批准", "approved": "已批准，还没有启动"}
PICTURES = frozenset({"image/jpeg", "image/png"})


@access(STAFF)
def inbox(request: HttpRequest) -> HttpResponse:
    """List what waits for this officer's organisation, the most urgent first."""
    q = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    page = cases.inbox(
        actor=asking(request), page=page_number(request.GET), filter=request.GET.get("filter"), q=q
    )
    filters = [
        (key, cases.FILTER_NAMES[key], page.counts[key]) for key in cases.FILTER_NAMES if key in page.counts
    ]
    context = {"page": page, "chosen": None if q else page.filter, "q": q, "filters": filters}
    return render(request, "desk/inbox.html", context)


@access(STAFF)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one case; in the right half of the list when htmx asks."""
    actor = asking(request)
    view = cases.case_view(case_id=case_id, actor=actor)
    cases.mark_seen(case_id=case_id, row_version=view.row_version, actor=actor)
    template = "desk/parts/case.html" if request.headers.get("HX-Request") else "desk/case.html"
    return render(request, template, case_context(view, actor))


def case_context(view: CaseView, actor: Actor) -> dict[str, Any]:
    """Return what the page of a case needs."""
    return {
        "case": view,
        "acts": _buttons(view),
        "may_propose": any(option.action == "pause" for option in view.actions),
        "may_approve": "head" in actor.roles,
        "groups": [
            {
                "group": group,
                "answers": [
                    (field, answer_in_words(field, view.answers.get(field.key))) for field in group.fields
                ],
            }
            for group in view.content.groups
        ],
        "supplied": {point.key for point in view.correction if point.target == "material" and point.supplied},
        "supplied_at": max(
            (line.effective_at for line in view.trace if line.action == "supply"), default=None
        ),
        "standing": case_badge(view),
        "steps": [_step(step) for step in view.steps],
        "materials": [(m, material_badge(m), m.media_type in PICTURES) for m in view.materials],
        "proposal_words": LIVE_PROPOSALS,
        "awaiting": ("proposed",),
        "proposals": [p for p in view.pause_proposals if p.state in LIVE_PROPOSALS],
    }


def _step(step: StepView) -> dict[str, Any]:
    opinions = [(opinion, VERDICTS[opinion.verdict]) for opinion in step.opinions]
    return {
        "step": step,
        "badge": step_badge(step),
        "opinions": opinions,
        "points": () if step.closed_on else step.points,
    }


def _buttons(view: CaseView) -> list[dict[str, Any]]:
    """Return a button for every act on offer, the usual way on first."""
    offered = {option.action: option for option in view.actions}
    if not any(proposal.state == "approved" for proposal in view.pause_proposals):
        offered.pop("pause", None)
    usual = next((name for name in ACTS if name in USUAL and name in offered and offered[name].enabled), "")
    return [
        {"option": offered[action], "key": KEYS.get(action, ""), "harsh": act.harsh, "usual": action == usual}
        for action, act in ACTS.items()
        if action in offered
    ]


@access(STAFF)
def paper(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """Download one paper of the case."""
    file = cases.paper_file(paper_id=paper_id, actor=asking(request))
    return files.download_response(file.id)


@access(STAFF)
def material(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """Download one material of the case."""
    file = cases.material_file(case_id=case_id, key=key, actor=asking(request))
    return files.download_response(file.id)
