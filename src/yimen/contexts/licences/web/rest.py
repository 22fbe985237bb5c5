"""REST of the licences room: one's own licences, and verification for everybody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, File, Query, Router, Schema
from ninja.files import UploadedFile

from yimen.contexts.identity.api import actor_auth
from yimen.contexts.identity.data import Actor
from yimen.contexts.licences import api
from yimen.kernel.errors import NotPermitted, TooLarge
from yimen.platform.files.api import download_response

router = Router(tags=["licences"], auth=actor_auth)

REST_DOWNLOAD = "通过接口下载"


class Problem(Schema):
    """Why something was refused."""

    code: str
    message: str


class LicenceOut(Schema):
    """One licence, for its holder or its issuer."""

    id: UUID
    type_code: str
    type_name: str
    title: str
    identifier: str
    serial: str
    version: int
    state: str
    state_name: str
    in_force: bool
    holder_name: str
    holder_number: str = Field(alias="holder_number_masked")
    issuer_name: str
    issuer_uscc: str
    facts: dict[str, str]
    issued_on: date
    valid_from: date
    valid_until: date | None
    subject: str
    verify_path: str
    signed_at: datetime | None


class LicencePageOut(Schema):
    """One page of licences."""

    items: list[LicenceOut]
    page: int = Field(alias="number")
    pages: int
    total: int


class PublicLicenceOut(Schema):
    """What anybody may see: natural persons masked, no facts."""

    title: str
    holder_name: str
    holder_number: str
    issuer_name: str
    issued_on: date
    valid_from: date
    valid_until: date | None
    identifier: str
    serial: str
    state: str
    state_name: str
    in_force: bool
    explanation: str
    signed_at: datetime | None


class VerdictOut(Schema):
    """What is to be said about a PDF."""

    valid: bool = Field(alias="report.valid")
    intact: bool = Field(alias="report.intact")
    trusted: bool = Field(alias="report.trusted")
    signer: str = Field(alias="report.signer")
    signed_at: datetime | None = Field(alias="report.signed_at")
    same_as_issued: bool
    licence: PublicLicenceOut | None
    message: str


REFUSALS: dict[int, Any] = {401: Problem, 403: Problem, 404: Problem}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@router.get("/licences", response={200: LicencePageOut, **REFUSALS}, by_alias=False, summary="我的证照")
def list_licences(request: HttpRequest, page: int = Query(1, ge=1)) -> Any:
    """申请人名下的全部证照，新的在前。"""
    party_id = _actor(request).party_id
    if party_id is None:
        raise NotPermitted("工作人员账号名下没有证照。", code="wrong_role")
    return api.licences_of(party_id, page)


@router.get(
    "/licences/{licence_id}", response={200: LicenceOut, **REFUSALS}, by_alias=False, summary="查看证照"
)
def read_licence(request: HttpRequest, licence_id: UUID) -> Any:
    """持证人或者发证机关查看一本证照。"""
    return api.licence(licence_id, _actor(request))


@router.get("/licences/{licence_id}/file", summary="下载证照文件")
def read_file(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """带电子签名的 PDF；每次下载都会记入用证日志。"""
    actor = _actor(request)
    api.licence(licence_id, actor)
    stored = api.file_of(licence_id)
    api.note_download(licence_id, purpose=REST_DOWNLOAD, actor=actor.ref)
    return download_response(stored.id)


@router.get("/verify/{token}", response={200: PublicLicenceOut, 404: Problem}, auth=None, summary="扫码核验")
def verify(request: HttpRequest, token: str) -> Any:
    """二维码所指证照的真伪和当前状态，任何人可查。"""
    return api.find_by_token(token)


@router.post(
    "/verify-file",
    response={200: VerdictOut, 413: Problem, 422: Problem},
    by_alias=False,
    auth=None,
    summary="核验文件",
)
def verify_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """检查 PDF 的电子签名是否有效、签发之后有没有改动；文件只用于核验，不保存。"""
    limit = settings.MAX_FILE_BYTES
    if (file.size or 0) > limit:
        raise TooLarge(f"文件超过了 {limit // 1024 // 1024} MB 的上限。")
    return api.verify_file(file.read())
