"""GB/T 39554: base, implementation and handling codes; the case number built on them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.samples import CASE_NUMBER, HANDLING_CODE, ITEM_CODES, WRONG_ITEM_CODE
from yimen.kernel.casenumber import LAST_SERIAL, CaseNumber, read_serial, write_serial
from yimen.kernel.checkdigits import ALPHABET_31
from yimen.kernel.errors import InvalidValue
from yimen.kernel.itemcodes import BaseCode, HandlingCode, ImplementationCode
from yimen.kernel.uscc import Uscc

ITEM = ITEM_CODES[0][0]


def code_of_refusal(kind: type, text: str) -> str:
    with pytest.raises(InvalidValue) as caught:
        kind.parse(text)
    return caught.value.code


@pytest.mark.parametrize(("code", "level", "province", "item_type", "department", "main", "sub"), ITEM_CODES)
def test_a_real_code_falls_into_its_parts(code, level, province, item_type, department, main, sub):
    item = ImplementationCode.parse(code)
    base = item.base
    assert (item.uscc, item.level) == (Uscc(code[:18]), level)
    assert (base.province, base.item_type, base.department) == (province, item_type, department)
    assert (base.main_item, base.sub_item) == (main, sub)
    assert item.level_fits_region


def test_the_invented_counter_example_fails_by_the_credit_code_inside():
    assert code_of_refusal(ImplementationCode, WRONG_ITEM_CODE) == "wrong_check_digit"


def test_an_item_code_is_composed_of_body_level_and_base():
    composed = ImplementationCode.build(Uscc(ITEM[:18]), 3, BaseCode("440106043001"))
    assert composed.value == ITEM


def test_item_types_have_names_and_extensions_bear_the_name_of_what_they_extend():
    assert BaseCode.parse("440106043001").item_type_name == "行政许可"
    assert BaseCode.parse("442199806003").item_type_name == "公共服务（扩展）"
    assert BaseCode.parse("001506043001").item_type_name == "其他行政权力（扩展）"


def test_a_level_that_does_not_fit_the_region_is_a_hint_and_no_refusal():
    county_level = ImplementationCode.parse(ITEM[:18] + "4" + ITEM[19:])
    assert county_level.level_name == "县级"
    assert not county_level.level_fits_region


def test_a_handling_code_adds_a_number_to_its_item():
    code = HandlingCode.parse(HANDLING_CODE)
    assert (code.implementation.value, code.number) == (HANDLING_CODE[:31], 1)
    assert (code.uscc, code.level, code.base) == (
        code.implementation.uscc,
        code.implementation.level,
        code.implementation.base,
    )


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (BaseCode, "", "empty"),
        (BaseCode, "44010604300", "wrong_length"),
        (BaseCode, "511Z07001006", "bad_character"),
        (BaseCode, "990106043001", "unknown_region"),
        (ImplementationCode, ITEM[:30], "wrong_length"),
        (ImplementationCode, ITEM[:18] + "0" + ITEM[19:], "unknown_level"),
        (ImplementationCode, ITEM[:18] + "8" + ITEM[19:], "unknown_level"),
        (ImplementationCode, ITEM[:30] + "X", "bad_character"),
        (ImplementationCode, ITEM[:19] + "99" + ITEM[21:], "unknown_region"),
        (HandlingCode, ITEM + "00", "bad_serial"),
        (HandlingCode, ITEM + "0A", "bad_character"),
        (HandlingCode, ITEM, "wrong_length"),
        (CaseNumber, CASE_NUMBER[:42], "wrong_length"),
        (CaseNumber, CASE_NUMBER[:31] + "202202300068", "bad_date"),
        (CaseNumber, CASE_NUMBER[:31] + "202206230000", "bad_serial"),
        (CaseNumber, CASE_NUMBER[:31] + "202206230A00", "bad_serial"),
        (CaseNumber, CASE_NUMBER[:31] + "20220623A-00", "bad_serial"),
    ],
)
def test_each_fault_has_its_own_code(kind, text, code):
    assert code_of_refusal(kind, text) == code


def test_a_real_case_number_falls_into_item_day_and_serial():
    number = CaseNumber.parse(CASE_NUMBER)
    assert (number.item.value, number.day, number.serial) == (CASE_NUMBER[:31], date(2022, 6, 23), 68)


@pytest.mark.parametrize(
    ("serial", "text"),
    [(1, "0001"), (9999, "9999"), (10000, "A000"), (10035, "A00Z"), (10036, "A010"), (LAST_SERIAL, "ZZZZ")],
)
def test_serials_go_on_in_letters_after_9999(serial, text):
    assert write_serial(serial) == text
    assert read_serial(text) == serial


@pytest.mark.parametrize("serial", [0, -1, LAST_SERIAL + 1])
def test_a_serial_that_four_characters_cannot_hold_is_refused(serial):
    with pytest.raises(InvalidValue):
        CaseNumber.build(ITEM, date(2026, 3, 2), serial)


@given(
    st.sampled_from([row[0] for row in ITEM_CODES]),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.integers(1, LAST_SERIAL),
)
def test_every_case_number_that_is_built_can_be_read_again(item, day, serial):
    number = CaseNumber.build(item, day, serial)
    assert len(number.value) == 43
    again = CaseNumber.parse(number.value.lower())
    assert (again.item.value, again.day, again.serial) == (item, day, serial)


@given(st.integers(1, LAST_SERIAL - 1))
def test_serials_sort_as_text_in_the_order_they_were_given(serial):
    assert write_serial(serial) < write_serial(serial + 1)


@given(st.sampled_from([row[0] for row in ITEM_CODES]), st.integers(0, 17), st.sampled_from(ALPHABET_31))
def test_one_changed_character_in_the_body_of_an_item_code_is_found(code, place, char):
    changed = code[:place] + char + code[place + 1 :]
    assert ImplementationCode.is_valid(changed) == (changed == code)
