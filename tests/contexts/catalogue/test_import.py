"""Importing a published list."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.identity.data import SYSTEM
from yimen.kernel.reference import data_file
from yimen.platform.journal import api as journal

REAL = data_file("catalogue-guangan.csv")


def counts(report: catalogue.ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.changed, report.unchanged, report.skipped


def test_a_dry_run_reports_the_same_and_changes_nothing(district: None) -> None:
    dry = catalogue.import_csv(REAL, dry_run=True)
    assert dry.dry_run
    assert catalogue.search().total == 0
    assert catalogue.themes() == []
    assert dry.model_copy(update={"dry_run": False}) == catalogue.import_csv(REAL)


def test_a_changed_row_becomes_the_next_version_with_the_difference(district: None) -> None:
    catalogue.import_csv(samples.table(samples.line(), samples.line("种子备案", base="512020001006")))
    before = catalogue.item_page(catalogue.search("养蜂证换证").items[0].slug)
    report = catalogue.import_csv(
        samples.table(samples.line("养蜂证换发"), samples.line("种子备案", base="512020001006"))
    )
    assert counts(report) == (2, 0, 1, 1, 0)
    after = catalogue.item_page(before.slug)
    assert (after.number, after.name) == (2, "养蜂证换发")
    assert [(d.place, d.before, d.after) for d in after.differences] == [("name", "养蜂证换证", "养蜂证换发")]
    assert catalogue.version(before.id).status == "superseded"
    assert catalogue.version(before.id).name == "养蜂证换证"
    assert catalogue.search("养蜂证换证").items[0].name == "养蜂证换发"
    assert catalogue.search("换证").total == 0


def test_a_row_that_left_the_list_keeps_its_item(district: None) -> None:
    catalogue.import_csv(samples.table(samples.line(), samples.line("种子备案", base="512020001006")))
    report = catalogue.import_csv(samples.table(samples.line()))
    assert counts(report) == (1, 0, 0, 1, 0)
    assert catalogue.search("种子备案").total == 1


def test_the_same_code_twice_keeps_the_first_row(district: None) -> None:
    report = catalogue.import_csv(samples.table(samples.line(), samples.line("另一个名称")))
    assert counts(report) == (2, 1, 0, 0, 1)
    assert [(f.row, f.code) for f in report.findings] == [(3, "duplicate_code")]


def test_two_rows_that_come_to_the_same_31_characters_are_not_both_given_it(district: None) -> None:
    second = samples.line("第二个", item_code=f"512020001005-511602000000-001-{samples.BODY}-1-00")
    report = catalogue.import_csv(samples.table(samples.line(), second))
    assert report.created == 2
    assert "same_code" in Counter(f.code for f in report.findings)
    assert catalogue.search("第二个").items[0].guide_only


def test_a_row_of_another_length_is_reported_and_the_others_are_kept(district: None) -> None:
    content = samples.table(samples.line()) + "只有一格\r\n".encode()
    report = catalogue.import_csv(content)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert [(f.row, f.code) for f in report.findings] == [(3, "row_length")]


def test_a_department_the_register_does_not_know_is_made_known(district: None) -> None:
    catalogue.import_csv(samples.table(samples.line(department="区新设局")))
    assert [(d.value, d.count) for d in catalogue.departments()] == [("区新设局", 1)]


def test_progress_is_told_up_to_the_last_row(district: None) -> None:
    told: list[tuple[int, int]] = []
    catalogue.import_csv(REAL, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (847, 847)
    assert told == sorted(told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_in_any_usual_encoding_is_read(district: None, encoding: str) -> None:
    report = catalogue.import_csv(samples.table(samples.line("䶮姓养蜂证"), encoding=encoding))
    assert report.created == 1
    assert catalogue.search("养蜂证").items[0].name == "䶮姓养蜂证"


def test_content_written_out_by_its_owner_is_not_overwritten_by_a_list(district: None) -> None:
    catalogue.import_csv(samples.table(samples.line(base="510120001005", task_type="1")))
    item = catalogue.search("养蜂证").items[0]
    draft = catalogue.draft_version(
        item_id=item.id, content=samples.content(), effective_on=date(2030, 1, 1), actor=SYSTEM
    )
    catalogue.publish_version(version_id=draft.id, actor=SYSTEM)
    report = catalogue.import_csv(samples.table(samples.line("改了名", base="510120001005", task_type="1")))
    assert counts(report) == (1, 0, 0, 1, 0)
    assert [f.code for f in report.findings] == ["kept_full_content"]


def test_a_31_character_code_stays_with_the_item_that_bears_it(district: None) -> None:
    catalogue.import_csv(samples.table(samples.line()))
    other = samples.line("后来的", item_code=f"512020001005-511602000000-001-{samples.BODY}-1-00")
    report = catalogue.import_csv(samples.table(other))
    assert "same_code" in report.by_code()
    assert not catalogue.search("养蜂证换证").items[0].guide_only
    assert catalogue.search("后来的").items[0].guide_only
    again = catalogue.import_csv(samples.table(other))
    assert counts(again) == (1, 0, 0, 1, 0)


def test_an_import_is_journalled_and_a_dry_run_is_not(district: None) -> None:
    catalogue.import_csv(samples.table(samples.line()), dry_run=True)
    assert journal.entries_of("catalogue:imports") == []
    catalogue.import_csv(samples.table(samples.line()))
    entries = journal.entries_of("catalogue:imports")
    assert [(entry.act, entry.facts["created"]) for entry in entries] == [("catalogue.imported", 1)]


def test_queries_grow_with_the_batches_not_with_the_rows(
    district: None, django_assert_max_num_queries: Any
) -> None:
    rows = [samples.line(f"备案{number}", base=f"512020001{number:03}") for number in range(1, 121)]
    with django_assert_max_num_queries(60):
        assert catalogue.import_csv(samples.table(*rows)).created == 120
    changed = [{**row, "name": row["name"] + "改"} for row in rows]
    with django_assert_max_num_queries(60):
        assert catalogue.import_csv(samples.table(*changed)).changed == 120
