"""REST of the register: divisions and organisations, open to everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from yimen.contexts.regions import api

router = Router(tags=["regions"])

PAGE = 50


class Division(Schema):
    """A division and where it lies."""

    code: str
    name: str
    level: str
    level_name: str
    parent_code: str
    demo: bool


class DivisionWithPath(Division):
    """A division with the way down to it, province first."""

    path: list[Division]


class Organisation(Schema):
    """A body that takes part in government service."""

    id: UUID
    name: str
    full_name: str
    kind: str
    kind_name: str
    uscc: str
    division: str
    phone: str
    complaint_phone: str
    address: str
    hours: str
    demo: bool


class OrganisationPage(Schema):
    """One page of bodies."""

    total: int
    page: int
    pages: int
    items: list[Organisation]


@router.get("/divisions/{code}", response=DivisionWithPath, auth=None, summary="行政区划")
def read_division(request: HttpRequest, code: str) -> dict[str, object]:
    """Return a division by its code of 6, 9 or 12 digits."""
    path = api.path_of(code)
    return {**vars(path[-1]), "path": path}


@router.get("/divisions/{code}/children", response=list[Division], auth=None, summary="下级行政区划")
def read_children(request: HttpRequest, code: str) -> list[api.DivisionData]:
    """Return the divisions directly below."""
    return api.children(code)


@router.get("/organisations", response=OrganisationPage, auth=None, summary="机构名录")
def read_organisations(
    request: HttpRequest,
    division: str = Query("", description="行政区划代码", max_length=12),
    page: int = Query(1, ge=1, le=10_000),
) -> dict[str, object]:
    """Return the bodies of a division, or all, page by page."""
    found = api.organisations(division)
    first = (page - 1) * PAGE
    return {
        "total": len(found),
        "page": page,
        "pages": max(1, -(-len(found) // PAGE)),
        "items": found[first : first + PAGE],
    }
