"""Nobody enters where the URL table does not say so: generated for every route and every method."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import path, reverse
from ninja import NinjaAPI

from tests.district import PDF
from tests.operations import CALLS, PUBLIC, SIGNED_IN
from tests.routes import ACCEPTOR, CITIZEN, WAYS, Route, resolved, routes
from yimen.platform.access import APPLICANT, Rule, access

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
KINDS = {"person": CITIZEN, "company": "laojiefang", "staff": ACCEPTOR}
TABLE = list(routes())
PAGES = [route for route in TABLE if not route.rest]
GUARDED_PAGES = [route for route in PAGES if hasattr(route.view, "access_rule")]
CLOSED_PAGES = [route for route in GUARDED_PAGES if not route.view.access_rule.public]
OPERATIONS = [(route, operation) for route in TABLE for operation in route.operations]
PUBLIC_PAGES = {
    "citizen:home", "citizen:search", "citizen:departments", "citizen:guide", "citizen:form", "citizen:status",
    "identity:login", "identity:logout", "identity:register_person", "identity:register_company",
    "identity:elder", "licences:verify", "licences:authority",
}  # fmt: skip
SIGNED_IN_PAGES = {"citizen:messages", "identity:me", "licences:detail", "licences:file"}


def unguarded(table: Iterable[Route]) -> list[str]:
    """Return what is open without anybody having said so."""
    found = []
    for route in table:
        if route.operations:
            open_ones = [op for op in route.operations if not op.auth_callbacks]
            if open_ones and route.name not in PUBLIC:
                found.append(
                    f"{route.name}: an operation with auth=None that is not on the list of public ones"
                )
        elif not isinstance(getattr(route.view, "access_rule", None), Rule) and route.name not in PUBLIC:
            found.append(f"{route.name}: a view without @access(...)")
    return found


def url_of(route: Route, world) -> str:
    return WAYS[route.name][0].url(route.name, world)


def names(table: Iterable[Route]) -> list[str]:
    return [route.name for route in table]


def test_every_route_says_how_it_is_reached():
    known = {*WAYS, *CALLS}
    missing = sorted({route.name for route in TABLE} - known)
    gone = sorted(known - {route.name for route in TABLE})

    assert not missing, (
        f"These routes have no entry in tests/routes.py (pages) or tests/operations.py (REST): {missing}. "
        "Say how each is reached in a state worth seeing; then access, queries and looks are tested for it."
    )
    assert not gone, f"These entries have no route any more: {gone}"


def test_every_route_has_a_name_of_its_own():
    assert not [route.pattern for route in TABLE if route.name.endswith("None") or route.name.endswith(":")]
    assert len({route.name for route in TABLE}) == len(TABLE)


def test_every_way_in_is_guarded():
    assert unguarded(TABLE) == []


def test_a_page_is_for_those_it_is_meant_for():
    """A second list, so that loosening a rule in the code alone is seen."""
    meant = {route.name: "applicant" for route in PAGES}
    meant.update({name: "staff" for name in meant if name.startswith("desk:")})
    meant.update(dict.fromkeys(SIGNED_IN_PAGES, "signed_in"))
    meant.update(dict.fromkeys(PUBLIC_PAGES, "public"))

    assert {route.name: route.view.access_rule.name for route in GUARDED_PAGES} == meant


def test_a_view_without_a_rule_and_an_operation_without_auth_are_found():
    def bare(request):
        return HttpResponse()

    def peek(request):
        return "anything"

    api = NinjaAPI(urls_namespace="planted", openapi_url=None, docs_url=None)
    api.get("/peek", auth=None)(peek)
    guarded = path("shut/", access(APPLICANT)(bare), name="shut")
    table = list(routes([path("open/", bare, name="open"), guarded, path("api/", api.urls)]))

    found = " ".join(unguarded(table))

    assert "open: a view without @access" in found
    assert "peek: an operation with auth=None" in found
    assert "shut" not in found


def test_a_closed_thing_names_somebody_it_is_closed_to():
    silent = [
        f"{route.name} {way.label}"
        for route in CLOSED_PAGES
        for way in WAYS[route.name]
        if way.at and not way.stranger
    ]
    assert silent == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", CLOSED_PAGES, ids=names(CLOSED_PAGES))
def test_a_visitor_is_sent_to_sign_in(client_of, world, route, method):
    answer = getattr(client_of(""), method)(url_of(route, world))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=/")


@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", CLOSED_PAGES, ids=names(CLOSED_PAGES))
def test_an_account_of_the_wrong_kind_or_role_is_kept_out(client_of, world, route, method):
    rule = route.view.access_rule
    wrong = [login for kind, login in KINDS.items() if kind not in rule.kinds]
    wrong += ["operator"] if rule.roles else []

    for login in wrong:
        assert getattr(client_of(login), method)(url_of(route, world)).status_code == 403, login


STRANGERS = [(name, way) for name, ways in WAYS.items() for way in ways if way.stranger]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize(("name", "way"), STRANGERS, ids=[f"{n}-{w.label}" for n, w in STRANGERS])
def test_the_thing_of_another_is_not_there(client_of, world, name, way, method):
    answer = getattr(client_of(way.stranger), method)(way.url(name, world))

    does_nothing = {405} if method == "post" or way.gives == "act" else set()
    assert answer.status_code in {403, 404} | does_nothing


OPEN = [route for route in GUARDED_PAGES if route.view.access_rule.public]


@pytest.mark.django_db
@pytest.mark.parametrize("route", OPEN, ids=names(OPEN))
def test_what_is_public_is_open_to_everybody(client_of, world, route):
    for login in ("", *KINDS.values()):
        way = WAYS[route.name][0]
        client = client_of(login)
        answer = client.post(url_of(route, world)) if way.gives == "act" else client.get(url_of(route, world))
        assert answer.status_code == (302 if way.gives == "act" else 200), login


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "way"),
    [(name, way) for name, ways in WAYS.items() for way in ways],
    ids=[f"{name}-{way.label}" for name, ways in WAYS.items() for way in ways],
)
def test_the_right_person_gets_in(client_of, world, name, way):
    answer = client_of(way.by).get(way.url(name, world))

    assert answer.status_code == {"page": 200, "file": 200, "moved": 302, "act": 405}[way.gives]


def call(client, name: str, operation, world):
    """Call an operation with its body, as JSON or as a form with a file."""
    entry = CALLS[name]
    url = reverse(name, kwargs=resolved(entry.at, world))
    body = resolved(entry.body, world)
    if entry.upload:
        return client.post(url, {**(body or {}), "file": SimpleUploadedFile("图.pdf", PDF)})
    method = sorted(operation.methods)[0].lower()
    return getattr(client, method)(url, data=body or {}, content_type="application/json")


CLOSED_OPERATIONS = [(route, operation) for route, operation in OPERATIONS if route.name in SIGNED_IN]
CLOSED_NAMES = [route.name for route, _ in CLOSED_OPERATIONS]


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "operation"), CLOSED_OPERATIONS, ids=CLOSED_NAMES)
def test_an_operation_asks_who_one_is(client_of, world, route, operation):
    assert call(client_of(""), route.name, operation, world).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "operation"), CLOSED_OPERATIONS, ids=CLOSED_NAMES)
def test_an_operation_refuses_the_wrong_person(client_of, world, route, operation):
    for login in CALLS[route.name].wrong:
        answer = call(client_of(login), route.name, operation, world)
        assert answer.status_code in (403, 404), (login, answer.status_code, answer.content.decode())


OPEN_OPERATIONS = [(route, operation) for route, operation in OPERATIONS if route.name in PUBLIC]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "operation"), OPEN_OPERATIONS, ids=[route.name for route, _ in OPEN_OPERATIONS]
)
def test_a_public_operation_answers_everybody(client_of, world, route, operation):
    expected = 401 if route.name == "api:create_token" else 200

    assert not operation.auth_callbacks
    assert call(client_of(""), route.name, operation, world).status_code == expected
