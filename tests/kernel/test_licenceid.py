"""GB/T 36904: the identifier of an electronic licence and its check character (MOD 37,36)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from tests.kernel.samples import DOCTORED_LICENCE, LICENCES, USCCS
from yimen.kernel.checkdigits import ALPHABET_36
from yimen.kernel.errors import InvalidValue
from yimen.kernel.licenceid import LicenceId, LicenceTypeCode

TYPE, ISSUER = "11100000000013338W011", "11430000006122244L"
ROOT = "1.2.156.3005.2."
serials = st.text(ALPHABET_36, min_size=1, max_size=32)


def code_of_refusal(text: str) -> str:
    with pytest.raises(InvalidValue) as caught:
        LicenceId.parse(text)
    return caught.value.code


@pytest.mark.parametrize(("identifier", "parts"), LICENCES)
def test_a_published_identifier_falls_into_its_parts(identifier, parts):
    found = LicenceId.parse(identifier)
    assert (found.type_code.value, found.issuer, found.serial, found.version) == parts


@pytest.mark.parametrize(("identifier", "parts"), LICENCES)
def test_building_from_the_parts_gives_the_published_identifier(identifier, parts):
    assert LicenceId.build(*parts).value == identifier


def test_the_doctored_identifier_is_found_by_its_check_character():
    assert code_of_refusal(DOCTORED_LICENCE) == "wrong_check_digit"
    assert LicenceId.parse(DOCTORED_LICENCE[:-1] + "D").check == "D"


def test_a_change_or_renewal_gets_the_next_version():
    first = LicenceId.build(TYPE, ISSUER, "20260001")
    second = first.next_version()
    assert (second.serial, second.version) == (first.serial, 2)
    assert first != second


def test_there_is_no_version_after_999():
    with pytest.raises(InvalidValue):
        LicenceId.build(TYPE, ISSUER, "1", 999).next_version()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("1.2.156.3005.3.x", "wrong_prefix"),
        (ROOT + "A.B", "wrong_shape"),
        (f"{ROOT}{TYPE}.{ISSUER}.1.001.A.A", "wrong_shape"),
        (f"{ROOT}{TYPE[:20]}.{ISSUER}.1.001.A", "wrong_length"),
        (f"{ROOT}{TYPE}.{ISSUER[:17]}.1.001.A", "wrong_length"),
        (f"{ROOT}{TYPE}.993403.1.001.A", "unknown_region"),
        (f"{ROOT}{TYPE}.{ISSUER}..001.A", "bad_serial"),
        (f"{ROOT}{TYPE}.{ISSUER}.1-1.001.A", "bad_serial"),
        (f"{ROOT}{TYPE}.{ISSUER}.{'9' * 51}.001.A", "bad_serial"),
        (f"{ROOT}{TYPE}.{ISSUER}.1.000.A", "bad_version"),
        (f"{ROOT}{TYPE}.{ISSUER}.1.1.A", "bad_version"),
    ],
)
def test_each_fault_has_its_own_code(text, code):
    assert code_of_refusal(text) == code


@pytest.mark.parametrize("serial", ["", "a b", "证1", "1.2"])
def test_a_serial_with_other_characters_cannot_be_built(serial):
    with pytest.raises(InvalidValue):
        LicenceId.build(TYPE, ISSUER, serial)


def test_a_type_code_names_the_body_that_defined_it():
    assert LicenceTypeCode.parse(TYPE.lower()).definer.value == TYPE[:18]
    assert not LicenceTypeCode.is_valid("11100000000013338X011")


@given(st.sampled_from(USCCS), serials, st.integers(1, 999))
def test_every_identifier_that_is_built_can_be_read_again(issuer, serial, version):
    built = LicenceId.build(TYPE, issuer, serial, version)
    again = LicenceId.parse(built.value.lower())
    assert again == built
    assert (again.issuer, again.serial, again.version) == (issuer, serial, version)
    assert mod_37_36.is_valid(built.value[len(ROOT) :].replace(".", ""))


@given(serials, st.data(), st.sampled_from(ALPHABET_36))
def test_one_changed_character_is_found(serial, data, char):
    built = LicenceId.build(TYPE, ISSUER, serial).value
    place = data.draw(st.integers(len(ROOT), len(built) - 1).filter(lambda at: built[at] != "."))
    changed = built[:place] + char + built[place + 1 :]
    assert LicenceId.is_valid(changed) == (changed == built)
