"""The shipped register, list and exemplars fit together in the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.regions import api as regions
from yimen.kernel.itemcodes import ImplementationCode
from yimen.kernel.reference import data_file


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[catalogue.LoadReport]:
    with django_db_blocker.unblock(), transaction.atomic():
        regions.load_divisions(data_file("regions.csv"))
        regions.load_organisations(data_file("organisations.toml"))
        catalogue.import_csv(data_file("catalogue-guangan.csv"))
        yield catalogue.load_exemplars(data_file("items"))
        transaction.set_rollback(True)


def test_eight_items_can_be_applied_for(shipped: catalogue.LoadReport, db: None) -> None:
    assert (shipped.read, shipped.published) == (8, 8)
    hot = catalogue.hot_items()
    assert {item.slug for item in hot} == set(shipped.slugs)
    for item in hot:
        version = catalogue.item_page(item.slug)
        assert version.content is not None
        assert version.number == 2
        assert str(ImplementationCode.parse(version.code).base) == version.base_code


def test_the_register_already_knew_every_department_of_the_list(
    shipped: catalogue.LoadReport, db: None
) -> None:
    known = {body.name for body in regions.organisations("511602000000")}
    assert {department.value for department in catalogue.departments()} <= known


def test_loading_everything_again_changes_nothing(shipped: catalogue.LoadReport, db: None) -> None:
    again = catalogue.import_csv(data_file("catalogue-guangan.csv"))
    assert (again.read, again.created, again.changed, again.unchanged) == (847, 0, 0, 847)
    assert catalogue.load_exemplars(data_file("items")).unchanged == 8


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("开饭店", "食品(含保健食品)经营许可核发"),
        ("奶茶店", "食品(含保健食品)经营许可核发"),
        ("个体户注销", "个体工商户注销登记"),
        ("养鸡场", "动物防疫条件合格证核发（动物饲养场、养殖小区和动物屠宰加工场）"),
        ("理发店", "公共场所卫生许可新办审批（县级）"),
        ("ggcswsxk", "公共场所卫生许可新办审批（县级）"),
    ],
)
def test_everyday_words_lead_to_the_item_that_can_be_applied_for(
    shipped: catalogue.LoadReport, db: None, q: str, name: str
) -> None:
    assert catalogue.search(q).items[0].name == name


def test_every_exemplar_has_a_chart_and_a_manual(shipped: catalogue.LoadReport, db: None) -> None:
    for slug in shipped.slugs:
        content = catalogue.item_page(slug).content
        assert content is not None
        assert catalogue.flow_svg(content).startswith("<svg")
        assert len(catalogue.manual(content).steps) == len(content.steps)
