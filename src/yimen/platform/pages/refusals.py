"""A refused act becomes a designed page for a person and a small document for a machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from yimen.kernel.errors import InvalidInput, NotFound, Refusal

HEADINGS = {
    403: ("您不能做这一步", "如果您认为应当可以，请换一个账号登录，或者联系您的单位。"),
    404: ("没有找到", "请检查网址或编号是否正确。"),
    409: ("这一步现在不能做", "可能有人刚刚办理过，请刷新后看看最新情况。"),
    413: ("文件太大", "请压缩后重新上传。"),
    422: ("填写的内容有误", "请返回上一页，按提示修改后再提交。"),
}
DEFAULT = ("没有办成", "请返回上一页检查后再试。")


def document_of(refusal: Refusal) -> dict[str, Any]:
    """Return the refusal as the API shows it."""
    document: dict[str, Any] = {"code": refusal.code, "message": refusal.message}
    if refusal.field:
        document["field"] = refusal.field
    if refusal.basis:
        document["basis"] = refusal.basis
    if isinstance(refusal, InvalidInput):
        document["errors"] = refusal.errors
    return document


def page_of(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the refusal as a page, or as the part of a page that htmx asked for."""
    heading, advice = HEADINGS.get(refusal.status, DEFAULT)
    context = {"refusal": refusal, "heading": heading, "advice": advice, "back": _back(request)}
    part = bool(getattr(request, "htmx", False))
    template = "pages/parts/refusal.html" if part else "pages/refused.html"
    return render(request, template, context, status=refusal.status)


def _back(request: HttpRequest) -> str:
    """Return the path the person came from, if it was one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return ""
    path = "/" + came_from.path.lstrip("/")  # "//host" would lead away from here
    return path + (f"?{came_from.query}" if came_from.query else "")


class RefusalMiddleware:
    """Answer a ``Refusal`` that no view caught; every other exception stays a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless its path holds a character that no database keeps as text."""
        if "\x00" in request.path_info:
            return _answer(request, NotFound("网址里有无法识别的字符。", code="bad_address"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the designed answer for a refusal."""
        if not isinstance(exception, Refusal):
            return None
        return _answer(request, exception)


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if request.path.startswith("/api/"):
        document = document_of(refusal)
        return JsonResponse(document, status=refusal.status, json_dumps_params={"ensure_ascii": False})
    return page_of(request, refusal)
