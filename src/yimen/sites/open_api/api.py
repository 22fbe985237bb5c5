"""The REST API under /api/v1/, assembled from the rooms. OpenAPI 3.1 at /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yimen import __version__
from yimen.kernel.errors import Refusal
from yimen.platform.pages.refusals import document_of

DESCRIPTION = """一网、一门、一次：事项、办件、证照的接口。

先用 POST /tokens 取得令牌，放入 Authorization: Bearer 请求头。被拒绝的请求不改变任何数据，
返回 code（给程序）、message（给人看）、basis（依据的条款）和 errors（逐项错误）。"""


def build_api(routers: list[Router]) -> NinjaAPI:
    """Return the API with every room's router; a refusal becomes the same small document everywhere."""
    api = NinjaAPI(
        title="Yimen 一门",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        openapi_url="/openapi.json",
        urls_namespace="api",
    )
    for router in routers:
        api.add_router("", router)
    api.add_exception_handler(Refusal, _refused(api))
    api.add_exception_handler(ValidationError, _malformed(api))
    api.add_exception_handler(AuthenticationError, _unknown(api))
    api.add_exception_handler(HttpError, _http(api))
    return api


def _refused(api: NinjaAPI) -> Any:
    def handler(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return api.create_response(request, document_of(refusal), status=refusal.status)

    return handler


def _malformed(api: NinjaAPI) -> Any:
    def handler(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = {".".join(str(part) for part in e["loc"][1:]): _words(e) for e in error.errors}
        document = {"code": "malformed", "message": "请求的内容不完整或者格式不对。", "errors": errors}
        return api.create_response(request, document, status=422)

    return handler


def _words(error: dict[str, Any]) -> str:
    known = {
        "missing": "缺少这一项。",
        "uuid_parsing": "不是有效的标识。",
        "int_parsing": "应为整数。",
        "bool_parsing": "应为 true 或 false。",
        "date_from_datetime_parsing": "应为日期，例如 2026-03-16。",
        "date_parsing": "应为日期，例如 2026-03-16。",
        "literal_error": f"只能是 {error.get('ctx', {}).get('expected', '')}。",
        "string_type": "应为文字。",
        "json_invalid": "不是有效的 JSON。",
    }
    return known.get(error["type"], "格式不对。")


def _unknown(api: NinjaAPI) -> Any:
    def handler(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        document = {"code": "not_signed_in", "message": "请先取得令牌。"}
        return api.create_response(request, document, status=401)

    return handler


def _http(api: NinjaAPI) -> Any:
    def handler(request: HttpRequest, error: HttpError) -> HttpResponse:
        message = "请求的内容不是有效的 JSON。" if error.status_code == 400 else str(error)
        document = {"code": "bad_request", "message": message}
        return api.create_response(request, document, status=error.status_code)

    return handler
