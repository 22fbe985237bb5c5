"""How the codes of a published list are taken apart."""

from __future__ import annotations

import pytest

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue.domain import codes
from yimen.contexts.catalogue.domain.rows import ReadRow, read_row
from yimen.contexts.catalogue.domain.table import Row, read_table
from yimen.kernel.reference import data_file

KNOWN = {"511602000000", "510000000000"}


def read(**changes: str) -> ReadRow:
    return read_row(Row(2, samples.line(**changes)), KNOWN)


def found(**changes: str) -> dict[str, str]:
    return {finding.code: finding.message for finding in read(**changes).findings}


def composed(**changes: str) -> str:
    facts = read(**changes).facts
    assert facts is not None
    return facts.code


def test_a_code_comes_apart_into_base_division_town_body_nature_and_handling() -> None:
    parts = codes.split("512012002012-511602000000-000-115113010087786859-1-00")
    assert parts == codes.PublishedCode(
        "512012002012", "511602000000", "000", "115113010087786859", "1", "00"
    )


def test_a_body_with_a_hyphen_does_not_shift_the_parts() -> None:
    parts = codes.split("512C0110000001-511602000000-000-00877868-5-1-00")
    assert parts is not None
    assert (parts.base, parts.body, parts.nature) == ("512C0110000001", "00877868-5", "1")


def test_a_base_with_hyphens_does_not_shift_the_parts() -> None:
    parts = codes.split("1J-5100-00027-511602000000-000-11511301008778386B-1-00")
    assert parts is not None
    assert (parts.base, parts.shape) == ("1J-5100-00027", "sector")


def test_a_national_base_a_valid_body_and_a_known_county_make_a_31_character_code() -> None:
    assert composed() == "115113016823646795" + "4" + "512020001005"
    assert found() == {}


@pytest.mark.parametrize(
    ("base", "shape"),
    [
        ("512012002012", "national"),
        ("51201200200013", "digits14"),
        ("511F33033003", "letter12"),
        ("511A0138000000", "letter14"),
        ("G-000007-001", "legacy"),
        ("A-005818-5818", "legacy"),
        ("1J-5100-00027", "sector"),
        ("99", "unknown"),
    ],
)
def test_every_shape_of_base_code_is_known_and_only_the_national_one_makes_a_code(
    base: str, shape: str
) -> None:
    parts = codes.split(f"{base}-511602000000-000-{samples.BODY}-1-00")
    assert parts is not None
    assert parts.shape == shape
    assert bool(composed(base=base)) == (shape == "national")
    assert ("code_shape" in found(base=base, task_type="1")) == (shape != "national")


def test_fourteen_digits_are_not_taken_for_a_base_code_with_a_handling_item() -> None:
    # 013 follows 010, 011 and 012 of the same series: the sub-item has five places, nothing is a handling item.
    assert composed(base="51201200200013") == ""
    assert "子项占5位" in found(base="51201200200013")["code_shape"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("2222222222222", "占位"),
        ("00877868-5", "旧的组织机构代码"),
        ("083372204", "旧的组织机构代码"),
        ("1151130108778239R", "17位"),
        ("TE5116020105116050", "不是有效的统一社会信用代码"),
        ("8282348", "7位"),
    ],
)
def test_a_body_that_is_no_credit_code_is_named_for_what_it_is(body: str, words: str) -> None:
    assert words in found(body=body)["body_not_uscc"]
    assert composed(body=body) == ""


def test_a_body_in_small_letters_is_put_right_and_said() -> None:
    assert "11511301008778490F" in found(body="11511301008778490f")["body_form"]
    assert composed(body="11511301008778490f").startswith("11511301008778490F4")


def test_a_body_that_is_not_the_departments_is_reported_and_still_makes_a_code() -> None:
    assert "body_differs_from_department" in found(body=samples.OTHER_BODY)
    assert composed(body=samples.OTHER_BODY)


def test_an_old_organisation_code_and_the_credit_code_around_it_are_the_same_body() -> None:
    same = found(body="115113010087786859", department_code="00877868-5")
    assert "body_differs_from_department" not in same


def test_an_unknown_division_makes_no_code() -> None:
    assert "unknown_division" in found(division="519999000000")
    assert composed(division="519999000000") == ""


def test_a_division_other_than_the_columns_is_reported() -> None:
    assert "division_differs" in found(division="510000000000")


@pytest.mark.parametrize(("base", "said"), [("511A0138000000", "1"), ("512B0133000000", "20")])
def test_a_type_that_the_code_contradicts_is_reported(base: str, said: str) -> None:
    assert "type_mismatch" not in found(base=base, task_type=said)
    assert "type_mismatch" in found(base=base, task_type="7")


def test_a_code_that_does_not_come_apart_keeps_its_row_for_the_guide() -> None:
    row = read(item_code="E-000021-001-1111111111111111")
    assert row.facts is not None
    assert row.facts.code == ""
    assert [finding.code for finding in row.findings] == ["code_unreadable"]


@pytest.mark.parametrize("column", ["name", "item_code", "department"])
def test_a_row_without_name_code_or_department_cannot_be_kept(column: str) -> None:
    row = read(**{column: ""})
    assert row.facts is None
    assert [finding.code for finding in row.findings] == ["empty_cell"]


def test_a_cell_longer_than_the_table_takes_is_not_cut() -> None:
    row = read(name="长" * 201)
    assert row.facts is None
    assert [finding.code for finding in row.findings] == ["cell_too_long"]


@pytest.mark.parametrize("name", ["备案管理(县级）", "备案（县级", "拖拉机\\联合收割机", "备案 县级"])
def test_an_odd_name_is_reported(name: str) -> None:
    assert "name_form" in found(name=name)


def test_level_follows_the_division() -> None:
    divisions = ("510000000000", "511600000000", "511602000000", "511602001000", "511602001001", "")
    assert [codes.level_of(division) for division in divisions] == ["2", "3", "4", "5", "6", ""]


def test_the_real_list_has_forty_two_national_codes_and_no_shape_we_have_not_seen() -> None:
    rows = read_table(data_file("catalogue-guangan.csv").read_bytes()).rows
    parts = [codes.split(row["item_code"]) for row in rows]
    assert len(rows) == 847
    assert parts.count(None) == 1
    assert "unknown" not in {part.shape for part in parts if part}
    facts = [read_row(row, KNOWN).facts for row in rows]
    assert sum(bool(fact and fact.code) for fact in facts) == 42
