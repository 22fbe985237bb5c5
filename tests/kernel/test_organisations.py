"""GB 32100-2015 and GB 11714-1997: credit codes and organisation codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.samples import ORG_CODES, USCCS, WRONG_USCCS
from yimen.kernel.checkdigits import ALPHABET_31, org_check, uscc_check
from yimen.kernel.errors import InvalidValue
from yimen.kernel.orgcode import OrgCode
from yimen.kernel.uscc import REGISTRARS, Uscc

HEADS = [registrar + kind for registrar, (_, kinds) in REGISTRARS.items() for kind in kinds]


@st.composite
def usccs(draw) -> str:
    org = draw(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
    region = f"{draw(st.sampled_from(['10', '11', '32', '51', '65']))}{draw(st.integers(0, 9999)):04d}"
    body = draw(st.sampled_from(HEADS)) + region + org
    return body + uscc_check(body)


@st.composite
def org_codes(draw) -> str:
    body = draw(st.text("0123456789", min_size=8, max_size=8))
    return body + org_check(body)


def code_of_refusal(kind: type, text: str) -> str:
    with pytest.raises(InvalidValue) as caught:
        kind.parse(text)
    return caught.value.code


@pytest.mark.parametrize("code", USCCS)
def test_a_real_credit_code_is_taken_as_written(code):
    assert Uscc.parse(code).value == code


@pytest.mark.parametrize("code", USCCS)
def test_the_organisation_code_stands_inside_the_credit_code(code):
    assert Uscc.parse(code).org_code == OrgCode(code[8:17])


@pytest.mark.parametrize("code", WRONG_USCCS)
def test_a_credit_code_with_a_wrong_check_character_is_refused(code):
    assert code_of_refusal(Uscc, code) == "wrong_check_digit"


def test_registrar_kind_and_region_are_read_from_the_code():
    code = Uscc.parse("91440300708461136T")
    assert (code.registrar, code.body_kind, code.region) == ("市场监管", "企业", "440300")
    assert Uscc.parse("12441500196720244T").body_kind == "事业单位"


@pytest.mark.parametrize("head", ["A1", "N1", "N2", "N3", "Y1"])
def test_bodies_registered_by_the_army_by_agriculture_and_by_others_have_codes_too(head):
    body = head + "320302" + "12345678" + org_check("12345678")
    assert Uscc.parse(body + uscc_check(body)).registrar


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("1132030001405177", "wrong_length"),
        ("11320300014051773QQ", "wrong_length"),
        ("1132030001405177IQ", "bad_character"),
        ("1132030001405177中Q", "bad_character"),
        ("113203A0014051773Q", "bad_character"),
        ("B1320300014051773Q", "unknown_registrar"),
        ("15320300014051773Q", "unknown_type"),
        ("11990300014051773Q", "unknown_region"),
    ],
)
def test_each_fault_of_a_credit_code_has_its_own_code(text, code):
    assert code_of_refusal(Uscc, text) == code


def test_a_letter_that_is_never_used_is_shown_with_its_place():
    with pytest.raises(InvalidValue, match="第17位“I”"):
        Uscc.parse("1132030001405177IQ")


@pytest.mark.parametrize("code", ORG_CODES)
def test_a_real_organisation_code_is_taken_with_and_without_its_hyphen(code):
    assert OrgCode.parse(code).printed == code
    assert OrgCode.parse(code.replace("-", "")) == OrgCode.parse(code.replace("-", "－").lower())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("70846113-5", "wrong_check_digit"),
        ("7084611-36", "wrong_length"),
        ("7084611", "wrong_length"),
        ("70846113A", "bad_character"),
        ("7084.1136", "bad_character"),
        ("", "empty"),
    ],
)
def test_each_fault_of_an_organisation_code_has_its_own_code(text, code):
    assert code_of_refusal(OrgCode, text) == code


@given(usccs())
def test_every_credit_code_made_by_the_rule_comes_back_as_it_was(code):
    assert Uscc.parse(code.lower()).value == code


@given(usccs(), st.integers(0, 17), st.sampled_from(ALPHABET_31))
def test_one_changed_character_of_a_credit_code_is_found(code, place, char):
    changed = code[:place] + char + code[place + 1 :]
    assert Uscc.is_valid(changed) == (changed == code)


@given(org_codes())
def test_every_organisation_code_made_by_the_rule_comes_back_as_it_was(code):
    assert OrgCode.parse(OrgCode.parse(code).printed).value == code


@given(org_codes(), st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_changed_digit_of_an_organisation_code_is_found(code, place, digit):
    changed = code[:place] + digit + code[place + 1 :]
    assert OrgCode.is_valid(changed) == (changed == code)
