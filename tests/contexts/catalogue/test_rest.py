"""Items over REST, for anyone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import ItemSummary
from yimen.contexts.identity.data import SYSTEM
from yimen.platform.wallclock import today

pytestmark = pytest.mark.urls("tests.contexts.catalogue.urls")


def get(path: str, **query: Any) -> tuple[int, Any]:
    answer = Client().get(f"/api/v1{path}", query)
    return answer.status_code, answer.json()


def test_items_are_found_with_facets(bee_item: ItemSummary) -> None:
    status, page = get("/items", q="养蜂")
    assert status == 200
    assert page["total"] == 1
    assert page["items"][0]["slug"] == bee_item.slug
    assert page["facets"]["department"] == [
        {"value": samples.BODY_NAME, "label": samples.BODY_NAME, "count": 1}
    ]


def test_an_item_is_shown_in_the_version_in_force_and_in_older_ones(bee_item: ItemSummary) -> None:
    draft = catalogue.draft_version(
        item_id=bee_item.id, content=samples.content(), effective_on=today(), actor=SYSTEM
    )
    catalogue.publish_version(version_id=draft.id, actor=SYSTEM)
    status, shown = get(f"/items/{bee_item.slug}")
    assert (status, shown["number"]) == (200, 2)
    assert shown["content"]["materials"][0]["name"] == "蜂场照片"
    status, older = get(f"/items/{bee_item.slug}/versions/1")
    assert (status, older["content"], older["status"]) == (200, None, "superseded")


@pytest.mark.parametrize(
    "path", ["/items/no-such", "/items/%00", "/items/no-such/versions/1", "/items/x/versions/99999999999"]
)
def test_what_is_not_there_is_not_found(district: None, path: str) -> None:
    status, problem = get(path)
    assert status == 404
    assert problem["message"]


def test_strange_filters_find_nothing(bee_item: ItemSummary) -> None:
    status, page = get("/items", department="没有\x00的局", theme="'; DROP TABLE", q="养蜂")
    assert (status, page["total"]) == (200, 0)


@pytest.mark.parametrize("query", [{"page": 0}, {"page": "x"}, {"q": "长" * 201}])
def test_a_wrong_parameter_is_refused(district: None, query: dict[str, Any]) -> None:
    assert get("/items", **query)[0] == 422
