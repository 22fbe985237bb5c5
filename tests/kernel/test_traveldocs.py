"""Passes and passports have no check character: only their form is checked."""

import pytest

from yimen.kernel.errors import InvalidValue
from yimen.kernel.traveldocs import (
    TRAVEL_DOCUMENTS,
    HomeReturnPermit,
    HongKongMacaoPass,
    Passport,
    TaiwanPermit,
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (HongKongMacaoPass, "C12345678"),
        (HongKongMacaoPass, "CA1234567"),
        (HomeReturnPermit, "H12345678"),
        (HomeReturnPermit, "M1234567802"),
        (TaiwanPermit, "12345678"),
        (Passport, "E12345678"),
        (Passport, "EA1234567"),
        (Passport, "G12345678"),
        (Passport, "PE1234567"),
        (Passport, "S1234567"),
    ],
)
def test_a_number_of_the_right_form_is_taken(kind, text):
    assert kind.parse(text.lower()).value == text


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (HongKongMacaoPass, "CI1234567", "wrong_shape"),
        (HongKongMacaoPass, "CO1234567", "wrong_shape"),
        (HongKongMacaoPass, "W12345678", "wrong_shape"),
        (HongKongMacaoPass, "C1234567", "wrong_length"),
        (HomeReturnPermit, "A12345678", "wrong_shape"),
        (HomeReturnPermit, "H123456789", "wrong_length"),
        (TaiwanPermit, "1234567A", "wrong_shape"),
        (TaiwanPermit, "1234567²", "wrong_shape"),
        (Passport, "EI1234567", "wrong_shape"),
        (Passport, "EAA123456", "wrong_shape"),
        (Passport, "", "empty"),
    ],
)
def test_another_form_is_refused(kind, text, code):
    with pytest.raises(InvalidValue) as caught:
        kind.parse(text)
    assert caught.value.code == code


def test_the_lifelong_part_of_a_home_return_permit_outlives_renewals():
    assert HomeReturnPermit.parse("H1234567801").holder_number == "H12345678"


def test_the_letter_of_a_passport_tells_its_kind():
    assert Passport.parse("E12345678").passport_kind == "普通护照"
    assert Passport.parse("DE1234567").passport_kind == "外交护照"


def test_a_trace_does_not_show_the_number():
    assert "2345678" not in repr(HongKongMacaoPass.parse("C12345678"))


def test_every_travel_document_names_its_certificate_type():
    assert sorted(kind.document_code for kind in TRAVEL_DOCUMENTS) == ["414", "511", "513", "516"]
