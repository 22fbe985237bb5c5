"""REST: reading cases, and the acts of applicants."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from yimen.contexts.cases import api
from yimen.contexts.cases.web import officers
from yimen.contexts.cases.web import schemas as s
from yimen.contexts.cases.web.officers import ANSWERS, REFUSALS, actor_of
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.api import actor_auth
from yimen.kernel.errors import NotFound
from yimen.platform.files.api import download_response

router = Router(tags=["cases"], auth=actor_auth)
router.add_router("", officers.router)


@router.get("/cases", response={200: s.CasePageOut, **REFUSALS}, summary="我的办件，或本单位的待办")
def list_cases(request: HttpRequest, page: int = Query(1, ge=1), filter: str = "", q: str = "") -> Any:
    """申请人看到自己的办件；工作人员看到与本单位有关的办件，最急的在前。"""
    actor = actor_of(request)
    if actor.kind == "staff":
        return s.page_out(api.inbox(actor, page=page, filter=filter, q=q))
    return s.page_out(api.my_cases(actor, page=page, state=filter))


@router.post("/cases", response={201: s.DoneOut, **REFUSALS}, summary="开始申请")
def start_application(request: HttpRequest, body: s.StartIn) -> Any:
    """建立草稿；已知的信息和已有的证照自动填好。"""
    actor, party_id, channel = actor_of(request), None, "online"
    if actor.kind == "staff":
        party = identity.party_with_number(body.applicant_number)
        if party is None:
            raise NotFound("没有找到这位申请人，请先为其登记。", code="no_party")
        party_id, channel = party.id, "window"
    done = api.start_application(slug=body.item, actor=actor, channel=channel, party_id=party_id)
    return Status(201, s.done_out(done))


@router.get("/cases/{case_id}", response={200: s.CaseOut, **REFUSALS}, summary="查看办件")
def read_case(request: HttpRequest, case_id: UUID) -> Any:
    """办件的状态、期限、经办人、材料、文书和全程留痕。"""
    return s.case_out(api.case_view(case_id, actor_of(request)))


@router.delete("/cases/{case_id}", response={204: None, **REFUSALS}, summary="删除草稿")
def discard_draft(request: HttpRequest, case_id: UUID) -> Any:
    """删除自己的草稿。"""
    api.discard_draft(case_id=case_id, actor=actor_of(request))
    return Status(204, None)


@router.put("/cases/{case_id}/answers/{group}", response=ANSWERS, summary="填写一页表单")
def save_answers(request: HttpRequest, case_id: UUID, group: str, body: s.AnswersIn) -> Any:
    """保存一页；有错误时逐项指出，整页不保存。"""
    return s.done_out(
        api.save_answers(
            case_id=case_id,
            group=group,
            answers=body.answers,
            actor=actor_of(request),
            unfinished=body.unfinished,
        )
    )


@router.post("/cases/{case_id}/materials/{key}", response={413: s.ProblemOut, **ANSWERS}, summary="上传材料")
def attach_material(request: HttpRequest, case_id: UUID, key: str, file: File[UploadedFile]) -> Any:
    """按内容识别文件类型；类型不符或者过大时拒绝。"""
    return s.done_out(api.attach_material(case_id=case_id, key=key, upload=file, actor=actor_of(request)))


@router.delete("/cases/{case_id}/materials/{key}", response=ANSWERS, summary="移除材料")
def remove_material(request: HttpRequest, case_id: UUID, key: str) -> Any:
    """移除草稿中的文件、容缺承诺或者告知承诺。"""
    return s.done_out(api.remove_material(case_id=case_id, key=key, actor=actor_of(request)))


@router.get("/cases/{case_id}/materials/{key}/file", summary="下载材料")
def read_material(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """下载材料文件。"""
    return download_response(api.material_file(case_id, key, actor_of(request)).id)


@router.post("/cases/{case_id}/materials/{key}/deferral", response=ANSWERS, summary="容缺：承诺补交日期")
def defer_material(request: HttpRequest, case_id: UUID, key: str, body: s.DeferIn) -> Any:
    """只有可容缺的材料可以承诺以后补交。"""
    return s.done_out(
        api.defer_material(case_id=case_id, key=key, promised_on=body.promised_on, actor=actor_of(request))
    )


@router.post("/cases/{case_id}/commitment", response=ANSWERS, summary="签署告知承诺")
def sign_commitment(request: HttpRequest, case_id: UUID, body: s.CommitmentIn) -> Any:
    """签署或者撤销告知承诺。"""
    return s.done_out(api.sign_commitment(case_id=case_id, signed=body.signed, actor=actor_of(request)))


@router.post("/cases/{case_id}/version", response=ANSWERS, summary="采用新版办事指南")
def adopt_version(request: HttpRequest, case_id: UUID) -> Any:
    """草稿改用今天生效的版本。"""
    return s.done_out(api.adopt_version(case_id=case_id, actor=actor_of(request)))


@router.post("/cases/{case_id}/submission", response=ANSWERS, summary="提交申请（许可法第29条）")
def submit(request: HttpRequest, case_id: UUID) -> Any:
    """提交后得到办件编号和查询密码；重复提交会被拒绝。"""
    return s.done_out(api.submit(case_id=case_id, actor=actor_of(request)))


@router.post("/cases/{case_id}/dependent-submission", response=ANSWERS, summary="提交并等待前置结果")
def submit_dependent(request: HttpRequest, case_id: UUID, body: s.AwaitIn) -> Any:
    """等待自己另一件办件的证照，证照制发后自动进入办理。"""
    return s.done_out(
        api.submit_dependent(case_id=case_id, awaited_case_id=body.awaited_case_id, actor=actor_of(request))
    )


@router.post("/cases/{case_id}/supply", response={413: s.ProblemOut, **ANSWERS}, summary="提交补正")
def supply(request: HttpRequest, case_id: UUID, answers: Form[str] = "{}") -> Any:
    """一次提交补正告知书要求的全部内容（multipart）：answers 是 JSON 对象；每个文件的字段名是材料的标识。"""
    uploads = {str(key): upload for key, upload in request.FILES.items()}
    given = s.answers_of(answers)
    return s.done_out(api.supply(case_id=case_id, answers=given, uploads=uploads, actor=actor_of(request)))


@router.post("/cases/{case_id}/deferred/{key}", response=ANSWERS, summary="补交容缺材料")
def supply_deferred(request: HttpRequest, case_id: UUID, key: str, file: File[UploadedFile]) -> Any:
    """补交承诺过的材料。"""
    return s.done_out(api.supply_deferred(case_id=case_id, key=key, upload=file, actor=actor_of(request)))


@router.post(
    "/cases/{case_id}/spot-correction", response=ANSWERS, summary="当场更正（许可法第32条第1款第3项）"
)
def correct_on_spot(request: HttpRequest, case_id: UUID, body: s.AnswersIn) -> Any:
    """受理前更正可以当场更正的错误。"""
    return s.done_out(api.correct_on_spot(case_id=case_id, answers=body.answers, actor=actor_of(request)))


@router.post("/cases/{case_id}/withdrawal", response=ANSWERS, summary="撤回申请")
def withdraw(request: HttpRequest, case_id: UUID, body: s.ReasonIn) -> Any:
    """决定作出以前都可以撤回。"""
    return s.done_out(api.withdraw(case_id=case_id, reason=body.reason, actor=actor_of(request)))


@router.get("/papers/{paper_id}", summary="下载文书")
def read_paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """文书的 PDF，每次下载逐字节相同。"""
    return download_response(api.paper_file(paper_id, actor_of(request)).id, inline=True)
