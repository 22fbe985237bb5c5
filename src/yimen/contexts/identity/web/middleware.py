"""Who is asking, for every request; and what somebody sees who tried too many passwords."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from yimen.contexts.identity.api import actor_from
from yimen.contexts.identity.data import ANONYMOUS

TOO_MANY = 429


class ActorMiddleware:
    """Sets ``request.actor``: no query for a visitor, one for somebody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say who is asking and pass the request on."""
        user = request.user
        request.actor = actor_from(user) if user.is_authenticated else ANONYMOUS  # type: ignore[attr-defined]
        return self.get_response(request)


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Answer somebody who is locked out; the same whether the account exists or not."""
    pause: timedelta = settings.AXES_COOLOFF_TIME
    minutes = int(pause.total_seconds() // 60)
    message = (
        f"为保护账号安全，连续{settings.AXES_FAILURE_LIMIT}次登录失败后会暂停登录。"
        f"请{minutes}分钟后再试；忘记密码的，请带上证件到政务服务中心窗口办理。"
    )
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"code": "locked_out", "message": message}, status=TOO_MANY)
    else:
        response = render(
            request, "identity/locked.html", {"message": message, "minutes": minutes}, status=TOO_MANY
        )
    response["Retry-After"] = str(int(pause.total_seconds()))
    return response
