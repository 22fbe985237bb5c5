"""Names, telephones and addresses as people type them, brought to one form or refused in plain words."""

from __future__ import annotations

import re
import unicodedata

from yimen.kernel.errors import InvalidValue

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}")
PERSON_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[·•.'\- ])*")
LOGIN_NAME = re.compile(r"[a-z][a-z0-9-]{2,31}")

PERSON_NAME_LIMIT = 50
COMPANY_NAME_LIMIT = 100
ADDRESS_LIMIT = 200
MOBILE_DIGITS = 11


def _plain(text: str) -> str:
    """Return the text without full-width forms, surrounding and doubled blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _refuse_control(text: str, what: str) -> None:
    if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"} for char in text):
        raise InvalidValue(f"{what}里有无法识别的字符，请重新输入。", code="control_character")


def parse_person_name(text: str) -> str:
    """Return a person's name: letters of any script, with the dot of names like 买买提·艾力."""
    name = _plain(text)
    if not name:
        raise InvalidValue("请填写姓名。", code="missing")
    _refuse_control(name, "姓名")
    if len(name) > PERSON_NAME_LIMIT:
        raise InvalidValue(f"姓名最多{PERSON_NAME_LIMIT}个字。", code="too_long")
    if not PERSON_NAME.fullmatch(name):
        raise InvalidValue("姓名里只能有文字和间隔号“·”，请与证件上的姓名一致。", code="bad_name")
    return name


def parse_company_name(text: str) -> str:
    """Return a firm's or body's name as on its certificate; Chinese brackets stay Chinese."""
    name = " ".join(text.split())
    if not name:
        raise InvalidValue("请填写单位名称。", code="missing")
    _refuse_control(name, "单位名称")
    if len(name) > COMPANY_NAME_LIMIT:
        raise InvalidValue(f"单位名称最多{COMPANY_NAME_LIMIT}个字。", code="too_long")
    if len(name) < 2 or not any(char.isalpha() for char in name):
        raise InvalidValue("请填写营业执照或登记证书上的单位全称。", code="bad_name")
    return name


def _bare(text: str) -> str:
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text)).removeprefix("+86").lstrip("-")


def phone_key(text: str) -> str:
    """Return a telephone as it is indexed: half-width digits, no country code, no punctuation."""
    return _bare(text).replace("-", "")


def parse_mobile(text: str) -> str:
    """Return a mainland mobile number, eleven digits."""
    digits = phone_key(text)
    if not digits:
        raise InvalidValue("请填写手机号码。", code="missing")
    if not digits.isascii() or not digits.isdigit():
        raise InvalidValue("手机号码只能是数字。", code="not_digits")
    if len(digits) != MOBILE_DIGITS:
        raise InvalidValue(f"手机号码应为11位，您填了{len(digits)}位。", code="wrong_length")
    if not MOBILE.fullmatch(digits):
        raise InvalidValue("手机号码应以13至19开头，请核对。", code="bad_prefix")
    return digits


def parse_phone(text: str) -> str:
    """Return a mobile number or a land line with its area code (0826-2222222)."""
    compact = _bare(text)
    if not compact:
        raise InvalidValue("请填写联系电话。", code="missing")
    if LANDLINE.fullmatch(compact):
        return compact
    if compact.startswith("0"):
        raise InvalidValue("固定电话请写成“区号-号码”，例如0826-2222222。", code="bad_landline")
    return parse_mobile(compact)


def parse_address(text: str) -> str:
    """Return an address; it may be empty."""
    address = " ".join(text.split())
    _refuse_control(address, "地址")
    if len(address) > ADDRESS_LIMIT:
        raise InvalidValue(f"地址最多{ADDRESS_LIMIT}个字。", code="too_long")
    return address


def parse_login_name(text: str) -> str:
    """Return a login name. It begins with a letter, so that it is never taken for a number."""
    name = text.strip().lower()
    if not LOGIN_NAME.fullmatch(name):
        raise InvalidValue("登录名用3至32个小写字母、数字或连字符，以字母开头。", code="bad_login_name")
    return name
