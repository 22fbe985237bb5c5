"""发改投资〔2020〕1439号: the investment project code, new form with a check digit, old form without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10

from tests.kernel.samples import OLD_PROJECTS, PROJECTS
from yimen.kernel.checkdigits import project_check
from yimen.kernel.errors import InvalidValue
from yimen.kernel.projectcode import ProjectCode


@st.composite
def new_codes(draw) -> str:
    month = f"{draw(st.integers(20, 40)):02d}{draw(st.integers(1, 12)):02d}"
    body = f"{month}3201938901{draw(st.integers(0, 99999)):05d}"
    return ProjectCode.parse(body + project_check(body)).value


def code_of_refusal(text: str) -> str:
    with pytest.raises(InvalidValue) as caught:
        ProjectCode.parse(text)
    return caught.value.code


@pytest.mark.parametrize("code", PROJECTS)
def test_a_real_code_is_taken_with_and_without_hyphens(code):
    found = ProjectCode.parse(code.replace("-", ""))
    assert found.value == code
    assert not found.is_old_form
    assert mod_11_10.is_valid(found.compact)


@pytest.mark.parametrize("code", OLD_PROJECTS)
def test_a_code_of_before_november_2020_has_no_check_digit(code):
    found = ProjectCode.parse(code)
    assert found.is_old_form
    assert not mod_11_10.is_valid(found.compact)
    assert (found.year, found.month) == (int(code[:4]), None)


def test_the_parts_are_read_from_the_code():
    found = ProjectCode.parse("2509-320193-89-01-544060")
    assert (found.year, found.month, found.region) == (2025, 9, "320193")
    assert (found.sector, found.project_type_name) == ("89", "基本建设")


@pytest.mark.parametrize("month", ["2010", "2011", "2012"])
def test_2010_to_2012_are_the_last_months_of_2020_and_must_check(month):
    body = f"{month}320193890154406"
    digit = project_check(body)
    assert ProjectCode.parse(body + digit).year == 2020
    assert code_of_refusal(body + str((int(digit) + 1) % 10)) == "wrong_check_digit"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("2509-320193-89-01-54406", "wrong_length"),
        ("25093-20193-89-01-544060", "wrong_shape"),
        ("2509-320193-89-01-54406A", "bad_character"),
        ("2509-990193-89-01-544060", "unknown_region"),
        ("2513-320193-89-01-544060", "bad_date"),
        ("2500-320193-89-01-544060", "bad_date"),
        ("2509-320193-89-01-544061", "wrong_check_digit"),
    ],
)
def test_each_fault_has_its_own_code(text, code):
    assert code_of_refusal(text) == code


@given(new_codes())
def test_every_code_made_by_the_rule_comes_back_as_it_was(code):
    assert ProjectCode.parse(ProjectCode.parse(code).compact).value == code


@given(
    new_codes(),
    st.integers(0, 23).filter(lambda at: at not in (4, 11, 14, 17)),
    st.sampled_from("0123456789"),
)
def test_one_changed_digit_is_found_unless_it_turns_the_code_into_the_old_form(code, place, digit):
    changed = code[:place] + digit + code[place + 1 :]
    if 2013 <= int(changed[:4]) <= 2020:
        return
    assert ProjectCode.is_valid(changed) == (changed == code)
