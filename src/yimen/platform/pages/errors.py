"""Answers to what nobody caught: a designed page for a person, a small document for a machine."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _answer(request, 400, "bad_request", "请求没有看懂。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a person who may not enter."""
    return _answer(request, 403, "forbidden", "没有权限。")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _answer(request, 404, "not_found", "没有找到。")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours without asking anything of the rest of the program."""
    if request.path.startswith(API):
        return JsonResponse({"code": "server_error", "message": "系统出错了。"}, status=500)
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was left open too long, or that another site tried to send."""
    return render(request, "403_csrf.html", status=403)


def _answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"code": code, "message": message}, status=status)
    return render(request, f"{status}.html", status=status)
