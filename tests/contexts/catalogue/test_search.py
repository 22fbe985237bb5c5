"""Finding an item in the real list the way people look for things."""

from __future__ import annotations

from typing import Any

import pytest

from yimen.contexts.catalogue import api as catalogue

pytestmark = pytest.mark.usefixtures("real_catalogue", "db")


def names(q: str, **filters: Any) -> list[str]:
    return [item.name for item in catalogue.search(q, **filters).items]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("食品", "食品(含保健食品)经营许可核发"),
        ("食品经营许可", "食品(含保健食品)经营许可核发"),
        ("ＳＰＪＹＸＫ", "食品(含保健食品)经营许可核发"),
        ("spjyxk", "食品(含保健食品)经营许可核发"),
        ("shipinjingyingxuke", "食品(含保健食品)经营许可核发"),
        ("shipin jingying", "食品(含保健食品)经营许可核发"),
        ("结婚", "结婚登记预约"),
        ("jiehun", "结婚登记预约"),
        ("jhdj", "结婚登记预约"),
        ("开饭店", "食品(含保健食品)经营许可核发"),
        ("我想开饭店需要什么材料", "食品(含保健食品)经营许可核发"),
        ("请问怎么领结婚证？", "结婚登记预约"),
        ("开公司", "公司设立登记"),
        ("香烟", "烟草专卖零售许可证新办"),
        ("低保", "最低生活保障"),
        ("卖烟", "烟草专卖零售许可证新办"),
        ("511A0138000000", "适龄儿童、少年因身体状况需要延缓入学或者休学审批"),
        ("11511301MB163323XU4512024029001", "退役报到"),
        ("食品 小作坊", "食品小作坊备案发放"),
    ],
)
def test_people_find_what_they_mean_on_the_first_page(q: str, expected: str) -> None:
    assert expected in names(q)


def test_the_exact_name_comes_first() -> None:
    for name in ("户口登记", "公司设立登记", "结婚登记预约", "最低生活保障"):
        assert names(name)[0] == name


def test_two_characters_find_only_what_holds_both_together() -> None:
    found = names("养蜂")
    assert found
    assert all("养蜂" in name for name in found)


@pytest.mark.parametrize("q", ["🙂", "%%%", "' OR 1=1 --", "？？", "qqqqqqqq", "\x00", "量子纠缠"])
def test_what_is_nowhere_gives_an_empty_page_not_an_error(q: str) -> None:
    page = catalogue.search(q)
    assert (page.total, page.items, page.pages) == (0, (), 1)


def test_a_very_long_query_is_answered_from_its_beginning() -> None:
    assert "结婚登记预约" in names("结婚登记预约" + "很" * 5000)


def test_a_department_is_found_by_its_name() -> None:
    page = catalogue.search("烟草专卖局")
    assert {item.department for item in page.items} == {"区烟草专卖局"}


def test_filters_narrow_and_facets_count_what_is_left() -> None:
    whole = catalogue.search("许可")
    by_department = {facet.value: facet.count for facet in whole.facets["department"]}
    narrowed = catalogue.search("许可", department="区交通运输局")
    assert narrowed.total == by_department["区交通运输局"]
    assert {item.department for item in narrowed.items} == {"区交通运输局"}
    assert sum(by_department.values()) == whole.total
    assert catalogue.search("许可", department="没有的局").total == 0


def test_every_page_of_a_list_holds_other_items_and_together_they_are_all() -> None:
    first = catalogue.browse(department="区人社局")
    assert (first.total, first.pages, len(first.items)) == (102, 6, 20)
    seen = [
        item.slug
        for number in range(1, 7)
        for item in catalogue.browse(department="区人社局", page=number).items
    ]
    assert len(seen) == len(set(seen)) == 102


def test_a_page_beyond_the_end_is_the_last_one() -> None:
    page = catalogue.browse(page=10_000)
    assert page.page == page.pages == 43
    assert len(page.items) == 847 - 42 * 20
    assert catalogue.browse(page=-3).page == 1


def test_every_item_is_filed_under_some_theme() -> None:
    unfiled = 847 - len({item.slug for theme in catalogue.themes() for item in _all(theme=theme.value)})
    assert unfiled <= 5
    assert 10 <= len(catalogue.themes()) <= 24


def _all(**filters: Any) -> list[Any]:
    first = catalogue.browse(**filters)
    rest = [catalogue.browse(**filters, page=number).items for number in range(2, first.pages + 1)]
    return [*first.items, *(item for page in rest for item in page)]


def test_the_departments_of_the_list_are_counted() -> None:
    departments = catalogue.departments()
    assert len(departments) == 33
    assert (departments[0].value, departments[0].count) == ("区行政审批局", 259)


def test_addresses_are_unique_and_do_not_change_with_the_import() -> None:
    slug = catalogue.search("公司设立登记").items[0].slug
    assert slug.startswith("gssldj-")
    assert len({item.slug for item in _all()}) == 847


def test_queries_do_not_grow_with_the_answer(django_assert_max_num_queries: Any) -> None:
    for q in ("", "养蜂", "许可", "s", "sp", "开饭店"):
        with django_assert_max_num_queries(4):
            catalogue.search(q, department="区行政审批局")
    with django_assert_max_num_queries(1):
        catalogue.themes()
    with django_assert_max_num_queries(1):
        catalogue.departments()
    with django_assert_max_num_queries(1):
        catalogue.hot_items()
