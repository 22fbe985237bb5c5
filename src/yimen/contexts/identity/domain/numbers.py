"""Which numbers open an account, and how one is found again.

Accepted of a person: the 18-character citizen identity number (居民身份证, 港澳台居民居住证 and
外国人永久居留身份证), the permits of Hong Kong, Macao and Taiwan residents, a Chinese passport (for those
without a resident identity card). 往来港澳通行证 is left out: who has one has an identity card.
Of a body: its unified social credit code.
"""

from __future__ import annotations

import re
from datetime import date

from yimen.kernel.citizenid import CitizenId
from yimen.kernel.codes import Code, tidy
from yimen.kernel.errors import InvalidValue
from yimen.kernel.traveldocs import HomeReturnPermit, Passport, TaiwanPermit
from yimen.kernel.uscc import Uscc

COMPANY_KIND = Uscc.kind
ADULT_ENOUGH = 14

PERSON_NUMBERS: dict[str, type[Code]] = {
    kind.kind: kind for kind in (CitizenId, HomeReturnPermit, TaiwanPermit, Passport)
}
DOCUMENT_NAMES = {
    CitizenId.kind: "居民身份证（含居住证、永居证）",
    HomeReturnPermit.kind: "港澳居民来往内地通行证",
    TaiwanPermit.kind: "台湾居民来往大陆通行证",
    Passport.kind: "中华人民共和国护照",
    COMPANY_KIND: "统一社会信用代码",
}
RENEWED_PERMIT = re.compile(r"([HM]\d{8})\d{2}")


def person_number_kinds() -> list[tuple[str, str]]:
    """Return the kinds a person may choose from, with the name of the document."""
    return [(kind, DOCUMENT_NAMES[kind]) for kind in PERSON_NUMBERS]


def parse_number_kind(kind: str) -> str:
    """Return the kind, or refuse one that is not on the list."""
    if kind not in PERSON_NUMBERS:
        raise InvalidValue("请选择证件类型。", code="unknown_kind")
    return kind


def parse_person_number(kind: str, text: str, today: date) -> str:
    """Return the normalised number of a person's document, or say precisely what is wrong."""
    if not text.strip():
        raise InvalidValue("请填写证件号码。", code="missing")
    if kind == CitizenId.kind:
        number = CitizenId.parse(text, today)
        refuse_child(number, today)
        return number.value
    return PERSON_NUMBERS[parse_number_kind(kind)].parse(text).value


def refuse_child(number: CitizenId, today: date) -> None:
    """Refuse an account of one's own to a child under 14 (个人信息保护法第31条: a guardian consents)."""
    if number.age_on(today) < ADULT_ENOUGH:
        raise InvalidValue(
            "未满14周岁的儿童不能自己注册，请由父母或其他监护人到政务服务中心窗口办理。", code="child"
        )


def parse_company_number(text: str) -> str:
    """Return the normalised unified social credit code (GB 32100)."""
    if not text.strip():
        raise InvalidValue("请填写统一社会信用代码。", code="missing")
    return Uscc.parse(text).value


def document_name(kind: str, number: str) -> str:
    """Return the name of the document that bears the number."""
    if kind == CitizenId.kind:
        return CitizenId(number).document.label
    return DOCUMENT_NAMES.get(kind, kind)


def index_form(text: str) -> str:
    """Return the part of a number that stays with its holder: renewals of a permit do not change it."""
    number = tidy(text)
    renewed = RENEWED_PERMIT.fullmatch(number)
    return renewed.group(1) if renewed else number
