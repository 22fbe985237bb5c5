"""The real list of the district, imported whole."""

from __future__ import annotations

from typing import Any

from yimen.contexts.catalogue import api as catalogue
from yimen.kernel.reference import data_file

REAL = data_file("catalogue-guangan.csv")


def counts(report: catalogue.ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.changed, report.unchanged, report.skipped


def test_the_real_catalogue_is_kept_whole_and_its_oddities_are_said_by_row(
    real_catalogue: catalogue.ImportReport, db: None
) -> None:
    assert counts(real_catalogue) == (847, 847, 0, 0, 0)
    assert real_catalogue.by_code() == {
        "code_shape": 804,
        "department_code_unknown": 217,
        "body_differs_from_department": 121,
        "body_not_uscc": 113,
        "name_form": 6,
        "duplicate_name": 4,
        "division_differs": 1,
        "code_unreadable": 1,
        "type_mismatch": 1,
        "body_form": 1,
    }
    assert real_catalogue.reported == len({finding.row for finding in real_catalogue.findings}) == 839
    unreadable = next(finding for finding in real_catalogue.findings if finding.code == "code_unreadable")
    assert (unreadable.row, unreadable.column) == (278, "item_code")
    assert catalogue.search().total == 847


def test_items_with_a_code_and_guide_only_items_are_told_apart(
    real_catalogue: catalogue.ImportReport, db: None
) -> None:
    coded = catalogue.search("退役报到").items[0]
    assert coded.code == "11511301MB163323XU4512024029001"
    assert not coded.guide_only
    plain = catalogue.search("中等职业学校学生国家助学金查询").items[0]
    assert plain.guide_only
    assert plain.code.count("-") == 5
    assert not any(item.open_for_application for item in catalogue.search().items)


def test_an_imported_row_is_a_published_version_with_its_findings(
    real_catalogue: catalogue.ImportReport, db: None
) -> None:
    version = catalogue.item_page(catalogue.search("企业名称争议裁决").items[0].slug)
    assert (version.status, version.number, version.content) == ("published", 1, None)
    assert version.guide_only
    assert any("编码不是" in finding for finding in version.findings)


def test_importing_again_changes_nothing(
    real_catalogue: catalogue.ImportReport, db: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        again = catalogue.import_csv(REAL)
    assert counts(again) == (847, 0, 0, 847, 0)
    assert again.findings == real_catalogue.findings
