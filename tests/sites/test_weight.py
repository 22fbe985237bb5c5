"""Every page is light: at most 120 kB with its sheets and scripts, at most 30 queries, lists do not grow them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.district import FOOD, SLUGS, Story

pytestmark = pytest.mark.django_db

MOST_BYTES = 120_000
MOST_QUERIES = 30


def weight(response) -> int:
    page = response.content.decode()
    assets = set(re.findall(r'(?:href|src)="/static/([^"?]+)"', page))
    return len(response.content) + sum(Path(str(finders.find(name))).stat().st_size for name in assets)


def queries(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(captured)


def pages_of(story: Story, draft: Story) -> list[str]:
    slug, group = SLUGS[FOOD], story.content.groups[0].key
    return [
        "/", "/search/?q=食品", "/search/", "/departments/", f"/items/{slug}/", f"/items/{slug}/apply/", "/status/",
        "/cases/", "/messages/", f"/cases/{story.id}/", f"/cases/{story.id}/sent/", f"/cases/{story.id}/withdraw/",
        f"/cases/{draft.id}/apply/", f"/cases/{draft.id}/apply/form/{group}/", f"/cases/{draft.id}/apply/materials/",
        f"/cases/{draft.id}/apply/check/", f"/cases/{draft.id}/apply/discard/",
    ]  # fmt: skip


def test_a_page_of_the_citizen_is_light_and_asks_the_database_little(citizen):
    story, draft = Story(FOOD).accepted(), Story(FOOD)
    for path in pages_of(story, draft):
        assert weight(citizen.get(path)) <= MOST_BYTES, path
        assert queries(citizen, path) <= MOST_QUERIES, path


def test_a_page_of_the_desk_asks_the_database_little(signed_in):
    story = Story(FOOD).accepted()
    for login, action in (
        ("reviewer-shijian", "give_opinion"),
        ("head-shenpi", "extend"),
        ("decider-shenpi", "decide"),
    ):
        client = signed_in(login)
        for path in ("/desk/", f"/desk/cases/{story.id}/", f"/desk/cases/{story.id}/do/{action}/"):
            assert queries(client, path) <= MOST_QUERIES, path


@pytest.mark.parametrize(
    ("login", "path"), [("wangxiulan", "/cases/"), ("window", "/desk/"), ("wangxiulan", "/")]
)
def test_a_list_does_not_grow_its_queries_with_its_rows(signed_in, login, path):
    client = signed_in(login)
    Story(FOOD).sent()
    client.get(path)
    few = queries(client, path)
    for _ in range(6):
        Story(FOOD).sent()

    assert queries(client, path) <= few
