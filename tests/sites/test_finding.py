"""Find what one came for without knowing who is responsible."""

from __future__ import annotations

import re

import pytest

from tests.district import COMMITMENT, DEFERRABLE, EXPERT, FOOD, HELD, SITE_VISIT, SLUGS

pytestmark = pytest.mark.django_db


def read(response) -> str:
    return response.content.decode()


def test_the_front_page_asks_what_one_wants_before_anything_else(visitor):
    page = read(visitor.get("/"))

    assert page.index('type="search"') < page.index("常办的事") < page.index("按主题找")


def test_what_most_come_for_stands_first_in_everyday_words(visitor):
    page = read(visitor.get("/"))

    assert (
        page.index("常办的事") < page.index("开饭店、卖食品") < page.index("卖农药") < page.index("按主题找")
    )
    assert "食品(含保健食品)经营许可核发" in page


@pytest.mark.parametrize(
    "q", ["食品经营许可", "食品", "spjy", "开饭店", "面馆", "小吃店", "早餐店", "奶茶店", "餐馆", "饭馆"]
)
def test_an_item_is_found_by_words_two_characters_initials_and_everyday_words(visitor, q):
    assert f"/items/{SLUGS[FOOD]}/" in read(visitor.get("/search/", {"q": q}))


def test_what_is_not_found_gets_advice_not_an_empty_page(visitor):
    page = read(visitor.get("/search/", {"q": "夸父追日"}))

    assert "没有找到相关事项" in page
    assert "/departments/" in page


@pytest.mark.parametrize("q", ["'; DROP TABLE x", "<script>alert(1)</script>", "\x00", "％" * 500, " "])
def test_no_query_breaks_the_search(visitor, q):
    response = visitor.get("/search/", {"q": q, "page": "-7", "theme": "没有"})

    assert response.status_code == 200
    assert "<script>alert" not in read(response)


def test_the_departments_lead_to_their_items(visitor):
    link = re.search(r'href="(/search/\?department=[^"]+)"', read(visitor.get("/departments/")))

    assert link
    assert "/items/" in read(visitor.get(link[1]))


def test_a_guide_answers_three_questions_before_it_folds_the_rest(visitor):
    page = read(visitor.get(f"/items/{SLUGS[FOOD]}/"))

    three = [page.index(words) for words in ("我能办吗", "要准备什么", "要多久，多少钱")]
    assert three == sorted(three)
    assert max(three) < page.index('<details class="fold">')
    assert "不收费" in page
    assert "7个工作日" in page


@pytest.mark.parametrize(
    "words", ["法律依据", "流程图", "咨询电话", "监督投诉", "常见错误", "责任部门", "查进度"]
)
def test_a_guide_has_every_element(visitor, words):
    assert words in read(visitor.get(f"/items/{SLUGS[FOOD]}/"))


@pytest.mark.parametrize("file", [FOOD, SITE_VISIT, EXPERT, DEFERRABLE, COMMITMENT, HELD])
def test_every_exemplar_has_a_guide_with_a_chart_that_says_itself_in_words(visitor, file):
    page = read(visitor.get(f"/items/{SLUGS[file]}/"))

    assert re.search(r"<svg[^>]*class=\"flow\"", page)
    assert "<desc" in page


def test_an_unknown_item_is_a_designed_page(visitor):
    response = visitor.get("/items/no-such-item/")

    assert response.status_code == 404
    assert "没有找到" in read(response)


def test_elder_mode_is_remembered_on_every_page(visitor):
    visitor.post("/elder/", {"on": "1", "next": "/search/"})

    assert 'class="elder"' in read(visitor.get("/"))


def test_who_has_no_account_is_sent_to_sign_in_and_comes_back(visitor):
    response = visitor.get(f"/items/{SLUGS[FOOD]}/apply/")

    assert response.status_code == 302
    assert response["Location"].startswith("/login/?next=/items/")
