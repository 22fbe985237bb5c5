"""The register of divisions: the real file, codes that stand twice, villages, bad files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidValue, NotFound, Refusal
from yimen.kernel.reference import data_file

pytestmark = pytest.mark.django_db

HEADER = "code,name,level,parent_code\n"
GUANGAN = "511602000000"


@pytest.fixture
def guangan() -> None:
    regions.load_divisions(data_file("regions.csv"), within=GUANGAN)


def test_the_whole_country_is_loaded_quickly_and_a_second_time_changes_nothing():
    told: list[tuple[int, int]] = []
    begun = time.monotonic()
    first = regions.load_divisions(data_file("regions.csv"), lambda done, total: told.append((done, total)))
    took = time.monotonic() - begun
    assert (first.read, first.created, first.changed, first.unchanged) == (44703, 44699, 0, 0)
    assert [finding.code for finding in first.reported] == ["duplicate_code"] * 4
    assert told[-1] == (44699, 44699)
    assert took < 20, "the target is five seconds on a quiet machine"
    again = regions.load_divisions(data_file("regions.csv"))
    assert (again.created, again.changed, again.unchanged) == (0, 0, 44699)
    assert again.reported == first.reported


def test_where_a_code_stands_twice_the_higher_level_keeps_it():
    report = regions.load_divisions(data_file("regions.csv"))
    levels = {code: regions.division(code).level for code in ("441900", "442000", "460400", "350527")}
    assert levels == {"441900": "city", "442000": "city", "460400": "city", "350527": "county"}
    assert all("没有导入" in finding.message for finding in report.reported)
    assert "441900003000" in {child.code for child in regions.children("441900")}


def test_the_order_of_the_two_rows_does_not_matter(tmp_path):
    rows = ["440000000000,广东省,province,", "441900000000,东莞市,county,441900000000"]
    report = regions.load_divisions(written(tmp_path, [*rows, "441900000000,东莞市,city,440000000000"]))
    assert (report.created, [finding.row for finding in report.reported]) == (2, [3])
    assert regions.division("441900").level == "city"


def test_a_changed_name_is_brought_up_to_date(tmp_path, guangan):
    rows = ["511602000000,广安新区,county,511600000000"]
    report = regions.load_divisions(written(tmp_path, rows))
    assert (report.created, report.changed, report.unchanged) == (0, 1, 0)
    assert regions.division(GUANGAN).name == "广安新区"


def test_one_division_can_be_loaded_with_those_above_it(guangan):
    assert [division.name for division in regions.path_of("511602101")] == [
        "四川省",
        "广安市",
        "广安区",
        "官盛镇",
    ]
    assert len(regions.children(GUANGAN)) == 25
    assert [division.name for division in regions.provinces()] == ["四川省"]


def test_the_path_takes_one_query(guangan, django_assert_num_queries):
    with django_assert_num_queries(1):
        regions.path_of("511602101000")


def test_villages_need_their_township_and_the_demo_set_says_it_is_one(guangan):
    report = regions.load_villages(data_file("villages-demo.csv"))
    assert (report.read, report.created, report.reported) == (50, 50, ())
    village = regions.children("511602101")[0]
    assert (village.level, village.demo) == ("village", True)
    assert "演示" in village.name
    assert regions.load_villages(data_file("villages-demo.csv")).unchanged == 50


def test_a_village_of_an_unknown_township_is_reported(tmp_path, guangan):
    report = regions.load_villages(written(tmp_path, ["511602999201,某村,village,511602999000"]))
    assert (report.created, [finding.code for finding in report.reported]) == (0, ["unknown_parent"])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("51160,某区,county,511600000000", "wrong_length"),
        ("990000000000,某省,province,", "unknown_region"),
        ("511603000000,,county,511600000000", "bad_name"),
        ("511603000000,前锋区,parish,511600000000", "bad_level"),
        ("511603000000,前锋区,township,511600000000", "level_differs"),
        ("511603000000,前锋区,county,519900000000", "unknown_parent"),
        ("511603000000,前锋区,county,511602000000", "parent_elsewhere"),
        ("440100000000,广州市,city,", "unknown_parent"),
    ],
)
def test_an_odd_row_is_reported_and_left_out(tmp_path, guangan, row, code):
    report = regions.load_divisions(written(tmp_path, [row]))
    assert (report.read, report.created, [finding.code for finding in report.reported]) == (1, 0, [code])
    assert report.reported[0].row == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "missing_column"),
        (b"code,name\n1,2\n", "missing_column"),
        (HEADER.encode(), "empty_file"),
        (b"\xff\xfe\x00", "bad_encoding"),
        (HEADER.encode() + b"\x00,a,b,c\n", "bad_encoding"),
        (HEADER.encode() + b"1," + b"x" * 10_000_000 + b",county,\n", "bad_csv"),
        (HEADER.encode() + b"1," + b"x" * 20_000 + b",county,\n", "cell_too_long"),
    ],
)
def test_a_broken_file_is_refused_in_words_and_changes_nothing(tmp_path, content, code):
    file = tmp_path / "broken.csv"
    file.write_bytes(content)
    with pytest.raises(InvalidValue) as refused:
        regions.load_divisions(file)
    assert refused.value.code == code
    assert regions.provinces() == []


def test_a_file_in_gb18030_is_read(tmp_path):
    file = tmp_path / "gb.csv"
    file.write_bytes((HEADER + "510000000000,四川省,province,\n").encode("gb18030"))
    assert regions.load_divisions(file).created == 1
    assert regions.division("510000").name == "四川省"


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(NotFound):
        regions.load_divisions(tmp_path / "nothing.csv")


def test_divisions_are_found_by_name_and_by_code(guangan):
    assert [division.code for division in regions.search_divisions("广安")][:2] == [
        "511600000000",
        "511602000000",
    ]
    assert [division.name for division in regions.search_divisions("511602101")] == ["官盛镇"]
    assert regions.search_divisions("  ") == []


@pytest.mark.parametrize("code", ["511602999", "51160", "abcdef"])
def test_a_division_that_is_not_there_is_a_clear_refusal(code):
    with pytest.raises(Refusal):
        regions.division(code)
    with pytest.raises(Refusal):
        regions.path_of(code)


def written(folder: Path, rows: list[str]) -> Path:
    file = folder / "divisions.csv"
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return file
