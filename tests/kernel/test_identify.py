"""One door for every code: what is it, is it valid, and why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel import samples
from yimen.kernel.checkdigits import citizen_check
from yimen.kernel.identify import identify

VALID = [
    *[(text, "citizen_id", "居民身份证号码") for text in samples.CITIZENS],
    *[(text, "citizen_id", "港澳台居民居住证号码") for text in samples.PERMITS],
    *[(text, "citizen_id", "外国人永久居留身份证号码") for text in samples.FOREIGNERS],
    *[(text, "uscc", "统一社会信用代码") for text in samples.USCCS],
    *[(text, "org_code", "组织机构代码") for text in samples.ORG_CODES],
    *[(row[0], "implementation_code", "事项实施编码") for row in samples.ITEM_CODES],
    *[(row[0], "licence_id", "电子证照标识") for row in samples.LICENCES],
    *[(text, "project_code", "投资项目代码") for text in samples.PROJECTS + samples.OLD_PROJECTS],
    (samples.HANDLING_CODE, "handling_code", "业务办理项编码"),
    (samples.CASE_NUMBER, "case_number", "办件编号"),
    ("11100000000013338W011", "licence_type", "证照类型代码"),
    ("320302", "division", "行政区划代码"),
    ("320302005", "division", "行政区划代码"),
    ("320302001000", "division", "行政区划代码"),
    ("C12345678", "hong_kong_macao_pass", "往来港澳通行证号码"),
    ("H12345678", "home_return_permit", "港澳居民来往内地通行证号码"),
    ("M1234567801", "home_return_permit", "港澳居民来往内地通行证号码"),
    ("12345678", "taiwan_permit", "台湾居民来往大陆通行证号码"),
    ("EA1234567", "passport", "护照号码"),
]

WRONG = [
    *[(text, "citizen_id", "wrong_check_digit") for text in samples.WRONG_CITIZENS],
    *[(text, "uscc", "wrong_check_digit") for text in samples.WRONG_USCCS],
    (samples.WRONG_ITEM_CODE, "implementation_code", "wrong_check_digit"),
    (samples.DOCTORED_LICENCE, "licence_id", "wrong_check_digit"),
    ("110105194902300021", "citizen_id", "bad_date"),
    ("110105491231002", "citizen_id", "wrong_length"),
    ("11010519491231002", "citizen_id", "wrong_length"),
    ("1132030001405177Q", "uscc", "wrong_length"),
    ("2509-320193-89-01-544061", "project_code", "wrong_check_digit"),
    ("70846113-5", "org_code", "wrong_check_digit"),
    ("990000", "division", "unknown_region"),
    ("CI1234567", "hong_kong_macao_pass", "wrong_shape"),
    ("511Z07001006", "division", "bad_character"),
]


@pytest.mark.parametrize(("text", "kind", "kind_name"), VALID)
def test_a_valid_code_is_recognised_by_its_form(text, kind, kind_name):
    found = identify(text)
    assert (found.kind, found.kind_name, found.valid) == (kind, kind_name, True)
    assert (found.reason, found.code) == ("", "")


@pytest.mark.parametrize(("text", "kind", "kind_name"), VALID)
def test_small_letters_and_surrounding_spaces_change_nothing(text, kind, kind_name):
    assert identify(f" {text.lower()}\n") == identify(text)


@pytest.mark.parametrize(("text", "kind", "code"), WRONG)
def test_a_wrong_code_is_still_recognised_and_the_fault_is_named(text, kind, code):
    found = identify(text)
    assert (found.kind, found.valid, found.code) == (kind, False, code)
    assert found.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("你好", "unknown_kind"),
        ("abc", "unknown_kind"),
        ("1-2", "unknown_kind"),
        ("511A0138000000-511602000000-000-115113010833722043-1-00", "unknown_kind"),
        ("7" * 500, "wrong_length"),
    ],
)
def test_what_is_no_code_at_all_is_said_plainly(text, code):
    found = identify(text)
    assert (found.kind, found.valid, found.code) == ("", False, code)
    assert found.reason


def test_twelve_digits_may_be_a_division_and_a_base_item_at_once():
    assert identify("440106043001").also == ("事项基本编码",)
    assert identify("000106043001").kind == "base_code"


def test_nine_characters_may_be_a_permit_where_the_organisation_code_does_not_check():
    assert identify("M12345678").kind == "home_return_permit"


def test_a_birth_date_in_the_future_is_found_where_today_is_given():
    number = "11010120300101001" + citizen_check("11010120300101001")
    assert identify(number).valid
    assert identify(number, today=date(2026, 11, 22)).code == "future_date"


@given(st.text(max_size=260) | st.text("0123456789ABCXMHE.-中 \x00²", max_size=50))
def test_whatever_is_typed_is_answered_and_never_a_fault(text):
    found = identify(text)
    assert found.valid == (found.reason == "")
    assert found.valid == (found.code == "")


@given(st.from_regex(r"[0-9A-Z]{6,45}", fullmatch=True))
def test_what_is_valid_is_valid_again_in_its_normalised_form(text):
    found = identify(text)
    if found.valid:
        assert identify(found.value).value == found.value
