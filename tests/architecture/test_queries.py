"""No page takes more than thirty queries, and no list takes more of them for more rows."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.district import COMMITMENT, DEFERRABLE, FOOD, INSTANT, Story, actor
from tests.routes import ACCEPTOR, CITIZEN, STRANGER, Way, label_of, page_ways
from tests.world import filled, sent
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api as licences
from yimen.platform.notify import api as notify

MOST = 30
TODAY = date(2026, 3, 12)
PAGES = page_ways()

pytestmark = pytest.mark.django_db


def queries(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return [query["sql"] for query in captured]


@pytest.mark.parametrize(("name", "way"), PAGES, ids=[label_of(name, way) for name, way in PAGES])
def test_a_page_asks_the_database_little(client_of, world, name: str, way: Way):
    asked = queries(client_of(way.by), way.url(name, world))

    assert len(asked) <= MOST, "\n".join(asked)


def apply_again(login: str) -> None:
    """Add cases of several items in several states."""
    for file in (FOOD, DEFERRABLE, COMMITMENT, INSTANT):
        filled(Story(file, login), groups=1)
        sent(file, TODAY, login).accept() if file == FOOD else sent(file, TODAY, login)


def be_asked_to_correct() -> None:
    story = sent(FOOD, TODAY)
    points = [Point("material", story.content.materials[0].key, "看不清，请重拍。")]
    cases.ask_correction(case_id=story.id, points=points, actor=actor(ACCEPTOR))


def be_licensed() -> None:
    kinds = [kind for kind in licences.types() if not kind.one_per_holder]
    holder = identity.party(identity.actor_named(STRANGER).party_id)
    assert kinds
    for kind in kinds * 2:
        licences.issue(
            type_code=kind.code, issuer_name=kind.issuer, issuer_uscc=kind.code[:18], holder=holder,
            facts={"经营者名称": "演示"}, valid_from=TODAY, valid_until=None, subject=f"case:{uuid.uuid4()}",
        )  # fmt: skip


def be_told() -> None:
    for number in range(6):
        facts = {"item": f"事项{number}", "number": "", "due": "", "outcome": "准予"}
        notify.send(
            identity.actor_named(STRANGER).account_id, template="cases.decided", facts=facts, link="/cases/"
        )


LISTS: list[tuple[str, str, Callable[[], None]]] = [
    ("citizen:home", CITIZEN, be_asked_to_correct),
    ("citizen:cases", STRANGER, lambda: apply_again(STRANGER)),
    ("desk:inbox", ACCEPTOR, lambda: apply_again(STRANGER)),
    ("desk:inbox", "reviewer-shijian", lambda: apply_again(STRANGER)),
    ("licences:list", STRANGER, be_licensed),
    ("citizen:messages", STRANGER, be_told),
    ("api:list_cases", STRANGER, lambda: apply_again(STRANGER)),
    ("api:list_cases", ACCEPTOR, lambda: apply_again(STRANGER)),
    ("api:list_licences", STRANGER, be_licensed),
]


@pytest.mark.parametrize(
    ("name", "login", "more"), LISTS, ids=[f"{name}-{login}" for name, login, _ in LISTS]
)
def test_a_list_does_not_ask_more_for_more_rows(client_of, world, name, login, more):
    client, url = client_of(login), reverse(name)
    more()
    few = queries(client, url)

    for _ in range(3):
        more()

    many = queries(client, url)
    assert len(many) == len(few), "\n".join(many)


@pytest.mark.parametrize("name", ["citizen:search", "api:find_items"])
def test_a_search_does_not_ask_more_for_more_hits(client_of, world, name):
    client, by_size = client_of(""), sorted(catalogue.departments(), key=lambda facet: facet.count)
    small, large = by_size[0], by_size[-1]
    assert small.count < 5 < large.count

    few = queries(client, f"{reverse(name)}?department={small.value}")
    many = queries(client, f"{reverse(name)}?department={large.value}")

    assert len(many) == len(few), "\n".join(many)
