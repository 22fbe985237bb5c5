"""REST: the acts of officers. One address per act; each answers with what was done or why it was refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from yimen.contexts.cases import api
from yimen.contexts.cases.data import Point
from yimen.contexts.cases.web import schemas as s
from yimen.contexts.identity.api import actor_auth
from yimen.contexts.identity.data import Actor

router = Router(tags=["cases: officers"], auth=actor_auth)
REFUSALS = {401: s.ProblemOut, 403: s.ProblemOut, 404: s.ProblemOut, 409: s.ProblemOut, 422: s.ProblemOut}
ANSWERS = {200: s.DoneOut, **REFUSALS}


def actor_of(request: HttpRequest) -> Actor:
    """Return who is asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@router.post(
    "/cases/{case_id}/correction", response=ANSWERS, summary="一次性告知补正（许可法第32条第1款第4项）"
)
def ask_correction(request: HttpRequest, case_id: UUID, body: s.CorrectionIn) -> Any:
    """一次性告知补正（许可法第32条第1款第4项）。"""
    return s.done_out(
        api.ask_correction(
            case_id=case_id,
            actor=actor_of(request),
            points=[Point(p.target, p.key, p.text) for p in body.points],
        )
    )


@router.post("/cases/{case_id}/acceptance", response=ANSWERS, summary="受理（许可法第32条第1款第5项）")
def accept(request: HttpRequest, case_id: UUID) -> Any:
    """受理（许可法第32条第1款第5项）。"""
    return s.done_out(api.accept(case_id=case_id, actor=actor_of(request)))


@router.post(
    "/cases/{case_id}/not-required",
    response=ANSWERS,
    summary="不受理：不需要取得许可（许可法第32条第1款第1项）",
)
def declare_not_required(request: HttpRequest, case_id: UUID, body: s.ReasonIn) -> Any:
    """不受理：不需要取得许可（许可法第32条第1款第1项）。"""
    return s.done_out(api.declare_not_required(case_id=case_id, actor=actor_of(request), reason=body.reason))


@router.post("/cases/{case_id}/decline", response=ANSWERS, summary="不予受理（许可法第32条第1款第2项）")
def decline(request: HttpRequest, case_id: UUID, body: s.DeclineIn) -> Any:
    """不予受理（许可法第32条第1款第2项）。"""
    return s.done_out(
        api.decline(
            case_id=case_id, actor=actor_of(request), reason=body.reason, competent_body=body.competent_body
        )
    )


@router.post("/cases/{case_id}/instant-decision", response=ANSWERS, summary="即办件当场办结")
def decide_instantly(request: HttpRequest, case_id: UUID, body: s.OutcomeIn) -> Any:
    """即办件当场办结。"""
    return s.done_out(
        api.decide_instantly(
            case_id=case_id, actor=actor_of(request), outcome=body.outcome, reason=body.reason
        )
    )


@router.post("/cases/{case_id}/opinion", response=ANSWERS, summary="提交审查意见（许可法第34条）")
def give_opinion(request: HttpRequest, case_id: UUID, body: s.OpinionIn) -> Any:
    """提交审查意见（许可法第34条）。"""
    return s.done_out(
        api.give_opinion(
            case_id=case_id,
            actor=actor_of(request),
            step_key=body.step,
            verdict=body.verdict,
            text=body.text,
            companion_id=body.companion_id,
        )
    )


@router.post("/cases/{case_id}/returned-step", response=ANSWERS, summary="退回审查环节")
def return_step(request: HttpRequest, case_id: UUID, body: s.StepReasonIn) -> Any:
    """退回审查环节。"""
    return s.done_out(
        api.return_step(case_id=case_id, actor=actor_of(request), step_key=body.step, reason=body.reason)
    )


@router.post("/cases/{case_id}/transfer", response=ANSWERS, summary="转办审查环节")
def transfer_step(request: HttpRequest, case_id: UUID, body: s.TransferIn) -> Any:
    """转办审查环节。"""
    return s.done_out(
        api.transfer_step(
            case_id=case_id,
            actor=actor_of(request),
            step_key=body.step,
            receiver_id=body.receiver_id,
            reason=body.reason,
        )
    )


@router.post("/cases/{case_id}/pause", response=ANSWERS, summary="启动经批准的特别程序（许可法第45条）")
def pause(request: HttpRequest, case_id: UUID, body: s.PauseIn) -> Any:
    """启动经批准的特别程序（许可法第45条）。"""
    return s.done_out(api.pause(case_id=case_id, actor=actor_of(request), proposal_id=body.proposal_id))


@router.post("/cases/{case_id}/resume", response=ANSWERS, summary="恢复计时")
def resume(request: HttpRequest, case_id: UUID) -> Any:
    """恢复计时。"""
    return s.done_out(api.resume(case_id=case_id, actor=actor_of(request)))


@router.post("/cases/{case_id}/extension", response=ANSWERS, summary="延长期限（许可法第42条）")
def extend(request: HttpRequest, case_id: UUID, body: s.ExtendIn) -> Any:
    """延长期限（许可法第42条）。"""
    return s.done_out(
        api.extend(case_id=case_id, actor=actor_of(request), days=body.days, reason=body.reason)
    )


@router.post("/cases/{case_id}/decision", response=ANSWERS, summary="作出决定（许可法第37条、第38条）")
def decide(request: HttpRequest, case_id: UUID, body: s.OutcomeIn) -> Any:
    """作出决定（许可法第37条、第38条）。"""
    return s.done_out(
        api.decide(case_id=case_id, actor=actor_of(request), outcome=body.outcome, reason=body.reason)
    )


@router.post("/cases/{case_id}/termination", response=ANSWERS, summary="终止办理")
def terminate(request: HttpRequest, case_id: UUID, body: s.TerminateIn) -> Any:
    """终止办理。"""
    return s.done_out(
        api.terminate(case_id=case_id, actor=actor_of(request), ground=body.ground, reason=body.reason)
    )


@router.post("/cases/{case_id}/forward-up", response=ANSWERS, summary="转报上级（许可法第35条、第43条）")
def forward_up(request: HttpRequest, case_id: UUID, body: s.OpinionUpIn) -> Any:
    """转报上级（许可法第35条、第43条）。"""
    return s.done_out(api.forward_up(case_id=case_id, actor=actor_of(request), opinion=body.opinion))


@router.post("/cases/{case_id}/licence", response=ANSWERS, summary="制发证照（许可法第39条）")
def issue(request: HttpRequest, case_id: UUID) -> Any:
    """制发证照（许可法第39条）。"""
    return s.done_out(api.issue(case_id=case_id, actor=actor_of(request)))


@router.post("/cases/{case_id}/delivery", response=ANSWERS, summary="送达（许可法第44条）")
def deliver(request: HttpRequest, case_id: UUID, body: s.DeliverIn) -> Any:
    """送达（许可法第44条）。"""
    return s.done_out(api.deliver(case_id=case_id, actor=actor_of(request), method=body.method))


@router.post("/cases/{case_id}/failed-delivery", response=ANSWERS, summary="送达未成")
def report_delivery_failed(request: HttpRequest, case_id: UUID, body: s.ReasonIn) -> Any:
    """送达未成。"""
    return s.done_out(
        api.report_delivery_failed(case_id=case_id, actor=actor_of(request), reason=body.reason)
    )


@router.post("/cases/{case_id}/void", response=ANSWERS, summary="作废误录的办件")
def void(request: HttpRequest, case_id: UUID, body: s.ReasonIn) -> Any:
    """作废误录的办件。"""
    return s.done_out(api.void(case_id=case_id, actor=actor_of(request), reason=body.reason))


@router.post("/cases/{case_id}/reception", response=ANSWERS, summary="异地收件")
def submit_elsewhere(request: HttpRequest, case_id: UUID) -> Any:
    """异地收件。"""
    return s.done_out(api.submit_elsewhere(case_id=case_id, actor=actor_of(request)))


@router.post("/cases/{case_id}/forwarding", response=ANSWERS, summary="转递给受理机关")
def forward(request: HttpRequest, case_id: UUID) -> Any:
    """转递给受理机关。"""
    return s.done_out(api.forward(case_id=case_id, actor=actor_of(request)))


@router.post(
    "/cases/{case_id}/pause-proposals",
    response={201: dict[str, UUID], **REFUSALS},
    summary="申请启动特别程序",
)
def propose_pause(request: HttpRequest, case_id: UUID, body: s.ProposalIn) -> Any:
    """申请启动特别程序，由行政机关负责人批准。"""
    proposal = api.propose_pause(
        case_id=case_id, ground=body.ground, days=body.days, reason=body.reason, actor=actor_of(request)
    )
    return 201, {"proposal_id": proposal}


@router.post(
    "/pause-proposals/{proposal_id}/answer", response={204: None, **REFUSALS}, summary="批准特别程序"
)
def approve_pause(request: HttpRequest, proposal_id: UUID, body: s.AnswerIn) -> Any:
    """行政机关负责人批准或者不批准。"""
    api.approve_pause(proposal_id=proposal_id, approve=body.approve, actor=actor_of(request))
    return 204, None
