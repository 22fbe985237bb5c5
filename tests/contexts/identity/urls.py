"""Routes of this room alone, so that its tests need no other room's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from ninja import NinjaAPI, Router

from yimen.contexts.identity.api import actor_auth
from yimen.contexts.identity.web import rest
from yimen.platform.access import APPLICANT, access

echo = Router(auth=actor_auth)


@echo.post("/echo")
def echo_kind(request: HttpRequest) -> dict[str, str]:
    """An act of another room, behind ``actor_auth``."""
    return {"kind": request.actor.kind}  # type: ignore[attr-defined]


def machine_interface() -> NinjaAPI:
    interface = NinjaAPI(urls_namespace="identity-tests")
    interface.add_router("", rest.router)
    interface.add_router("", echo)
    return interface


@access(APPLICANT)
def cases(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.kind} {request.actor.name}")  # type: ignore[attr-defined]


urlpatterns = [
    path("", include("yimen.contexts.identity.web.citizen")),
    path("cases/", cases),
    path("api/v1/", machine_interface().urls),
]
