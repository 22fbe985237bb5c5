"""Every page of the two sites carries one rule, and strangers meet it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern

from yimen.platform.access import PUBLIC
from yimen.sites.citizen import urls as citizen
from yimen.sites.desk import urls as desk

ROUTES = [("", route) for route in citizen.urlpatterns] + [("desk/", route) for route in desk.urlpatterns]
FILLED = {"slug": "any-item", "key": "any", "action": "accept"}


def address(prefix: str, route: URLPattern) -> str:
    converters = route.pattern.converters
    given = {name: FILLED.get(name) or uuid4() for name in converters}
    path = str(route.pattern._route)
    for name, value in given.items():
        path = path.replace(f"<{type_of(converters[name])}:{name}>", str(value))
    return f"/{prefix}{path}"


def type_of(converter) -> str:
    return {"UUIDConverter": "uuid", "SlugConverter": "slug", "StringConverter": "str"}[
        type(converter).__name__
    ]


@pytest.mark.parametrize(("prefix", "route"), ROUTES, ids=lambda value: getattr(value, "name", value))
def test_a_page_carries_a_rule(prefix, route):
    assert hasattr(route.callback, "access_rule")


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "route"), ROUTES, ids=lambda value: getattr(value, "name", value))
def test_a_stranger_is_sent_to_sign_in_unless_the_page_is_public(prefix, route):
    answer = Client().get(address(prefix, route))

    if route.callback.access_rule is PUBLIC:
        assert answer.status_code in (200, 404)
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/?next=")


@pytest.mark.parametrize(("prefix", "route"), ROUTES, ids=lambda value: getattr(value, "name", value))
def test_the_desk_is_for_staff_and_applications_are_for_applicants(prefix, route):
    rule = route.callback.access_rule
    if prefix == "desk/":
        assert rule.kinds == {"staff"}
    else:
        assert rule is PUBLIC or rule.kinds & {"person", "company"}
