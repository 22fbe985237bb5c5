"""GB/T 2260 and the statistical codes below the county."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.divisions import DivisionCode, DivisionLevel
from yimen.kernel.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "level", "full", "parent"),
    [
        ("320000", DivisionLevel.PROVINCE, "320000000000", None),
        ("320300", DivisionLevel.CITY, "320300000000", "320000000000"),
        ("320302", DivisionLevel.COUNTY, "320302000000", "320300000000"),
        ("320302005", DivisionLevel.TOWNSHIP, "320302005000", "320302000000"),
        ("320302001000", DivisionLevel.TOWNSHIP, "320302001000", "320302000000"),
        ("220581102001", DivisionLevel.VILLAGE, "220581102001", "220581102000"),
        ("350322111201", DivisionLevel.VILLAGE, "350322111201", "350322111000"),
        ("441900003000", DivisionLevel.TOWNSHIP, "441900003000", "441900000000"),
    ],
)
def test_level_and_parent_follow_from_the_digits(text, level, full, parent):
    division = DivisionCode.parse(text)
    assert (division.value, division.level) == (full, level)
    assert (division.parent.value if division.parent else None) == parent


def test_the_same_place_is_equal_however_long_it_is_written():
    assert (
        DivisionCode.parse("320302") == DivisionCode.parse("320302000") == DivisionCode.parse("320302000000")
    )


def test_the_short_form_is_six_nine_or_twelve_digits():
    assert DivisionCode.parse("320302000000").short == "320302"
    assert DivisionCode.parse("320302005000").short == "320302005"
    assert DivisionCode.parse("220581102001").short == "220581102001"


def test_a_division_contains_itself_and_what_lies_below():
    county = DivisionCode.parse("320302")
    assert county.contains(county)
    assert county.contains(DivisionCode.parse("320302005"))
    assert not county.contains(DivisionCode.parse("320303"))
    assert DivisionCode.parse("320000").contains(county)


def test_levels_of_exercise_run_from_province_2_to_village_6():
    assert [level.exercise_level for level in DivisionLevel] == [2, 3, 4, 5, 6]


def test_every_division_knows_its_province():
    division = DivisionCode.parse("220581102001")
    assert (division.province.value, division.province_name) == ("220000000000", "吉林省")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("3203", "wrong_length"),
        ("32030200", "wrong_length"),
        ("32A302", "bad_character"),
        ("990000", "unknown_region"),
        ("000000", "unknown_region"),
        ("320002", "wrong_shape"),
        ("320302000001", "wrong_shape"),
    ],
)
def test_each_fault_has_its_own_code(text, code):
    with pytest.raises(InvalidValue) as caught:
        DivisionCode.parse(text)
    assert caught.value.code == code


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 999), st.integers(0, 999))
def test_walking_up_always_ends_at_the_province(city, county, township, village):
    text = f"32{city:02d}{county:02d}{township:03d}{village:03d}"
    if not DivisionCode.is_valid(text):
        return
    division: DivisionCode = DivisionCode.parse(text)
    steps = 0
    while division.parent:
        assert division.parent.contains(division)
        assert list(DivisionLevel).index(division.parent.level) < list(DivisionLevel).index(division.level)
        division, steps = division.parent, steps + 1
    assert division.value == "320000000000"
    assert steps <= 4
