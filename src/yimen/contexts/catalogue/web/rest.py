"""Service items over REST: public reads."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from yimen.contexts.catalogue import api
from yimen.contexts.catalogue.data import SearchPage, VersionView
from yimen.platform.files.api import public_pdf

router = Router(tags=["事项"])


@router.get("/items", response=SearchPage, auth=None, summary="查找事项")
def find_items(
    request: HttpRequest,
    q: str = Query("", max_length=200, description="词语、两个字、拼音或拼音首字母"),
    subject: str | None = Query(None, description="person或company"),
    department: str | None = Query(None, description="部门名称"),
    theme: str | None = Query(None, description="主题名称"),
    page: int = Query(1, ge=1),
) -> SearchPage:
    """Find items; best match first, twenty on a page."""
    return api.search(q, subject=subject, department=department, theme=theme, page=page)


@router.get("/items/{slug}", response=VersionView, auth=None, summary="事项现行版本")
def show_item(request: HttpRequest, slug: str) -> VersionView:
    """Return the version of an item that is in force today."""
    return api.item_page(slug)


@router.get("/items/{slug}/versions/{int:number}", response=VersionView, auth=None, summary="事项指定版本")
def show_version(request: HttpRequest, slug: str, number: int) -> VersionView:
    """Return one published version of an item."""
    return api.version_numbered(slug, number)


@router.get(
    "/items/{slug}/forms/{material}/{kind}",
    auth=None,
    summary="材料的空白表格或者填写样例（PDF）",
)
def show_form(
    request: HttpRequest,
    slug: str,
    material: str,
    kind: Literal["blank", "sample"],
    version: UUID | None = None,
) -> HttpResponse:
    """Return the form of a material as a PDF, of the version in force or of another; the same bytes every time."""
    file = api.form_file(slug, material, kind == "sample", version)
    return public_pdf(file.body, file.name)
