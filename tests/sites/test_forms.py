"""Forms where one needs them, and the manual behind the guide."""

from __future__ import annotations

import re

import pytest

from tests.district import DEFERRABLE, EXPERT, FOOD, INSTANT, SLUGS, Story, item

pytestmark = pytest.mark.django_db


def read(response) -> str:
    return response.content.decode()


def links(page: str) -> list[str]:
    return re.findall(r'href="(/items/[^"]+/forms/[^"]+)"', page)


def test_a_guide_offers_the_forms_beside_each_material(visitor):
    page = read(visitor.get(f"/items/{SLUGS[FOOD]}/"))

    found = links(page)
    assert len(found) == 6
    assert "空白表格" in page
    assert "填写样例" in page
    for link in found:
        answer = visitor.get(link)
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("inline;")
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_guide_without_forms_offers_none(visitor):
    assert links(read(visitor.get(f"/items/{SLUGS[INSTANT]}/"))) == []


@pytest.mark.parametrize(
    "path",
    ["forms/no_such/blank/", "forms/safety_rules/other/", "forms/safety_rules/blank/?version=nonsense"],
)
def test_a_form_that_is_not_there_is_a_designed_page(visitor, path):
    response = visitor.get(f"/items/{SLUGS[FOOD]}/{path}")

    assert response.status_code == 404
    assert "<h1" in read(response)


def test_a_guide_tells_the_bus_and_the_place_without_asking_a_stranger(visitor):
    page = read(visitor.get(f"/items/{SLUGS[FOOD]}/"))

    assert "乘车" in page
    assert "公交1路、6路“政务服务中心”站（演示）" in page
    assert 'href="geo:30.456300,106.633000"' in page
    assert "北纬30.4563°" in page


def test_whoever_uploads_finds_the_forms_of_the_version_applied_under(citizen):
    draft = Story(FOOD)

    found = links(read(citizen.get(f"/cases/{draft.id}/apply/materials/")))

    assert f"/items/{SLUGS[FOOD]}/forms/safety_rules/sample/?version={item(FOOD).id}" in found
    assert all(citizen.get(link).status_code == 200 for link in found)


def test_whoever_supplies_later_finds_them_too(citizen):
    story = Story(DEFERRABLE)

    assert len(links(read(citizen.get(f"/cases/{story.id}/deferred/rules_text/")))) == 2


def test_the_manual_says_what_is_checked_and_how(signed_in):
    page = read(signed_in("acceptor").get(f"/desk/items/{SLUGS[FOOD]}/manual/"))
    content = item(FOOD).content

    for text in ("受理标准", "审查要点", "裁量基准", "第1版"):
        assert text in page
    for material in content.materials:
        assert material.acceptance_standard in page
    for step in content.steps:
        assert all(point in page for point in (*step.points, *step.discretion))
    assert len(links(page)) == 6


@pytest.mark.parametrize("file", [EXPERT, INSTANT, DEFERRABLE])
def test_every_manual_opens(signed_in, file):
    page = read(signed_in("acceptor").get(f"/desk/items/{SLUGS[file]}/manual/"))

    assert ("特别程序" in page) == (file == EXPERT)


def test_the_case_leads_to_the_manual_of_its_version(signed_in):
    story, window = Story(FOOD).sent(), signed_in("window")

    link = re.search(r'href="(/desk/items/[^"]+)"', read(window.get(f"/desk/cases/{story.id}/")))

    assert link
    assert link[1] == f"/desk/items/{SLUGS[FOOD]}/manual/?version={item(FOOD).id}"
    assert window.get(link[1]).status_code == 200


@pytest.mark.parametrize("query", ["?version=nonsense", "?version=00000000-0000-4000-8000-000000000000"])
def test_a_manual_of_no_version_is_not_there(signed_in, query):
    assert signed_in("acceptor").get(f"/desk/items/{SLUGS[FOOD]}/manual/{query}").status_code == 404


def test_a_citizen_reads_the_guide_not_the_manual(citizen):
    assert citizen.get(f"/desk/items/{SLUGS[FOOD]}/manual/").status_code == 403
