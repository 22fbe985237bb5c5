"""The register as other programs read it."""

from __future__ import annotations

import pytest
from ninja.testing import TestClient

from yimen.contexts.regions import api as regions
from yimen.contexts.regions.web.rest import router
from yimen.kernel.errors import InvalidValue, NotFound
from yimen.kernel.reference import data_file

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(router)


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    regions.load_divisions(data_file("regions.csv"), within="511602")
    regions.load_organisations(data_file("organisations.toml"))


def test_a_division_comes_with_its_path(client):
    answer = client.get("/divisions/511602101").json()
    assert (answer["name"], answer["level_name"], len(answer["path"])) == ("官盛镇", "乡镇（街道）", 4)


def test_children_are_those_directly_below(client):
    assert {child["parent_code"] for child in client.get("/divisions/511602/children").json()} == {
        "511602000000"
    }


def test_organisations_are_paged_and_queries_do_not_grow(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        first = client.get("/organisations?division=511602").json()
    assert (first["total"], first["pages"], len(first["items"])) == (36, 1, 36)
    assert client.get("/organisations?page=2").json()["items"] == []
    assert client.get("/organisations?page=0").status_code == 422


def test_an_unknown_division_is_refused(client):
    with pytest.raises(NotFound):
        client.get("/divisions/320302")
    with pytest.raises(InvalidValue):
        client.get("/divisions/32")
