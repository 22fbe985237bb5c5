"""GB 11643-1999: the identity number, and the permits that follow its rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from tests.kernel.samples import CITIZENS, FOREIGNERS, PERMITS, WRONG_CITIZENS
from yimen.kernel.checkdigits import citizen_check
from yimen.kernel.citizenid import CitizenId, CitizenKind
from yimen.kernel.errors import InvalidValue
from yimen.kernel.provinces import PROVINCES

MAINLAND = [code for code in PROVINCES if code not in ("81", "82")]


@st.composite
def citizen_numbers(draw) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2026, 12, 31)))
    body = (
        f"{draw(st.sampled_from(MAINLAND))}{draw(st.integers(0, 9999)):04d}"
        f"{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    )
    return body + citizen_check(body)


def refusal_of(text: str, today: date | None = None) -> InvalidValue:
    with pytest.raises(InvalidValue) as caught:
        CitizenId.parse(text, today)
    return caught.value


@pytest.mark.parametrize("number", CITIZENS)
def test_a_real_identity_number_is_taken_as_written(number):
    assert str(CitizenId.parse(number)) == number
    assert CitizenId.parse(number).document is CitizenKind.RESIDENT


@pytest.mark.parametrize("number", PERMITS)
def test_a_residence_permit_of_hong_kong_macao_or_taiwan_residents_is_valid(number):
    assert CitizenId.parse(number).document is CitizenKind.RESIDENCE_PERMIT


@pytest.mark.parametrize("number", FOREIGNERS)
def test_a_permanent_residence_card_of_a_foreigner_is_valid(number):
    card = CitizenId.parse(number)
    assert card.document is CitizenKind.FOREIGN_PERMANENT_RESIDENT
    assert (card.region, card.nationality, card.birth_date) == ("110000", "124", date(1981, 8, 3))


@pytest.mark.parametrize("number", WRONG_CITIZENS)
def test_a_wrong_check_character_is_named_as_such(number):
    assert refusal_of(number).code == "wrong_check_digit"


def test_region_birth_date_and_sex_are_read_from_the_number():
    number = CitizenId.parse("11010519491231002X")
    assert (number.region, number.birth_date, number.sex) == ("110105", date(1949, 12, 31), "女")
    assert CitizenId.parse("440308199901101512").is_male


def test_a_year_of_age_is_full_on_the_birthday_itself():
    number = CitizenId.parse("110101199003074477")
    assert number.age_on(date(2004, 3, 6)) == 13
    assert number.age_on(date(2004, 3, 7)) == 14


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("11010519491231002", "wrong_length"),
        ("11010519491231002XX", "wrong_length"),
        ("110105491231002", "wrong_length"),
        ("1" * 5000, "wrong_length"),
        ("1101051949123100AX", "bad_character"),
        ("11010519491231002Y", "bad_character"),
        ("1101051949123100²X", "bad_character"),
        ("11010519491231002\x00", "bad_character"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "bad_character"),
        ("000000194912310022", "unknown_region"),
        ("99010519491231002X", "unknown_region"),
        ("810001199408230021", "unknown_region"),
        ("999124198108030024", "unknown_region"),
        ("911000198108030024", "unknown_nationality"),
        ("110105194902300021", "bad_date"),
        ("110105194913010021", "bad_date"),
        ("110105000101010021", "bad_date"),
        ("110105100001010021", "bad_date"),
    ],
)
def test_each_fault_has_its_own_code(text, code):
    assert refusal_of(text).code == code


def test_a_birth_date_after_today_is_refused_only_where_today_is_known():
    body = "11010120300101001"
    number = body + citizen_check(body)
    assert CitizenId.parse(number).birth_date == date(2030, 1, 1)
    assert refusal_of(number, date(2026, 11, 22)).code == "future_date"
    assert CitizenId.parse(number, today=date(2030, 1, 1))


@pytest.mark.parametrize(
    "written",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "110105\u300019491231\u00a0002X\n",
        "１１０１０５１９４９１２３１００２ｘ",
        "\ufeff11010519491231002X\u200b",
    ],
)
def test_small_letters_spaces_and_full_width_forms_are_read_as_meant(written):
    assert CitizenId.parse(written).value == "11010519491231002X"


def test_the_constructor_takes_only_what_is_right_and_normalised():
    with pytest.raises(InvalidValue):
        CitizenId("11010519491231002x")


def test_neither_a_message_nor_a_trace_shows_the_number():
    number = CitizenId.parse("11010519491231002X")
    assert "19491231" not in repr(number)
    assert "19900307" not in str(refusal_of("320302199003070014"))


def test_a_wrong_length_tells_how_many_characters_were_typed():
    assert refusal_of("1101").message == "身份证号码应为18位，您填写的是4位。"


@given(citizen_numbers())
def test_every_number_made_by_the_rule_comes_back_as_it_was(number):
    assert CitizenId.parse(number.lower()).value == number
    assert mod_11_2.is_valid(number)


@given(citizen_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_changed_character_is_found(number, place, char):
    changed = number[:place] + char + number[place + 1 :]
    assert CitizenId.is_valid(changed) == (changed == number)


@given(citizen_numbers(), st.integers(0, 16))
def test_two_neighbours_exchanged_are_found(number, place):
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert CitizenId.is_valid(changed) == (changed == number)
