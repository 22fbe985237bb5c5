"""Pages of the licences room: one's own licences, and the public page behind a QR code."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.contexts.identity.data import Actor
from yimen.contexts.licences import api
from yimen.platform.access import APPLICANT, PUBLIC, SIGNED_IN, access
from yimen.platform.documents.api import qr_svg
from yimen.platform.files.api import download_response
from yimen.platform.signing.api import authority_certificate
from yimen.platform.wallclock import now

app_name = "licences"

OWN_DOWNLOAD = "持证人下载"
ISSUER_DOWNLOAD = "发证机关查阅"


def actor_of(request: HttpRequest) -> Actor:
    """Return who is asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def page_number(request: HttpRequest) -> int:
    """Return the page asked for; nonsense means the first."""
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


@never_cache
@access(APPLICANT)
@require_safe
def licence_list(request: HttpRequest) -> HttpResponse:
    """Show the licences of the person or company that is signed in."""
    actor = actor_of(request)
    assert actor.party_id is not None  # the rule of the route admits applicants only
    page = api.licences_of(actor.party_id, page_number(request))
    return render(request, "licences/list.html", {"page": page})


@never_cache
@access(SIGNED_IN)
@require_safe
def detail(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """Show one licence to its holder or its issuer, with the code to present and who used it."""
    actor = actor_of(request)
    licence = api.licence(licence_id, actor)
    context = {
        "licence": licence,
        "uses": api.uses_of(licence_id, actor),
        "code": qr_svg(request.build_absolute_uri(licence.verify_path)),
    }
    return render(request, "licences/detail.html", context)


@never_cache
@access(SIGNED_IN)
@require_safe
def file(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """Hand the signed PDF to the holder or the issuer, and write the use down."""
    actor = actor_of(request)
    api.licence(licence_id, actor)
    purpose = ISSUER_DOWNLOAD if actor.kind == "staff" else OWN_DOWNLOAD
    stored = api.file_of(licence_id)
    api.note_download(licence_id, purpose=purpose, actor=actor.ref)
    return download_response(stored.id, inline="inline" in request.GET)


@never_cache
@access(PUBLIC)
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Tell anybody who scanned a licence whether it is real and in force today."""
    context = {"licence": api.find_by_token(token), "checked_at": now()}
    return render(request, "licences/verify.html", context)


@access(PUBLIC)
@require_safe
def authority(request: HttpRequest) -> HttpResponse:
    """Give out the authority's certificate, so that our signatures can be checked without us."""
    response = HttpResponse(authority_certificate(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="yimen-ca.pem"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("licences/", licence_list, name="list"),
    path("licences/<uuid:licence_id>/", detail, name="detail"),
    path("licences/<uuid:licence_id>/file/", file, name="file"),
    path("verify/<str:token>/", verify, name="verify"),
    path("ca.pem", authority, name="authority"),
]
