"""Travel documents: passes between the mainland, Hong Kong, Macao and Taiwan, and Chinese passports.

These numbers have no check character; only their form can be checked. The forms are those in use, not read
in a standard, except the pass to Hong Kong and Macao, whose form was announced in 2018.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from yimen.kernel.codes import Code


@dataclass(frozen=True, order=True)
class TravelDocument(Code):
    """What all travel documents share. Their ``repr`` is masked like that of identity numbers."""

    value: str = field(repr=False)

    pattern: ClassVar[re.Pattern[str]] = re.compile("")
    lengths: ClassVar[tuple[int, ...]] = ()
    form: ClassVar[str] = ""
    """The form in words, for the message."""
    document_code: ClassVar[str] = ""
    """Certificate type of GA/T 2000.156 (not seen in the standard; check before use)."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}('{self.value[:1]}{'*' * (len(self.value) - 2)}{self.value[-1:]}')"

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, cls.lengths)
        if not cls.pattern.fullmatch(value):
            raise cls._refusal(f"的格式不正确，应为{cls.form}。", "wrong_shape")


@dataclass(frozen=True, order=True, repr=False)
class HongKongMacaoPass(TravelDocument):
    """往来港澳通行证 of mainland residents: C, a digit or a letter other than I and O, seven digits."""

    kind = "hong_kong_macao_pass"
    kind_name = "往来港澳通行证号码"
    pattern = re.compile(r"C[0-9A-HJ-NP-Z][0-9]{7}")
    lengths = (9,)
    form = "字母C，加1位数字或字母（不含I、O），加7位数字"
    document_code = "513"


@dataclass(frozen=True, order=True, repr=False)
class HomeReturnPermit(TravelDocument):
    """港澳居民来往内地通行证: H or M, eight digits, formerly two more for the times of renewal."""

    kind = "home_return_permit"
    kind_name = "港澳居民来往内地通行证号码"
    pattern = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
    lengths = (9, 11)
    form = "字母H或M，加8位或10位数字"
    document_code = "516"

    @property
    def holder_number(self) -> str:
        """Return the lifelong part, the same after every renewal."""
        return self.value[:9]


@dataclass(frozen=True, order=True, repr=False)
class TaiwanPermit(TravelDocument):
    """台湾居民来往大陆通行证: eight digits."""

    kind = "taiwan_permit"
    kind_name = "台湾居民来往大陆通行证号码"
    pattern = re.compile(r"[0-9]{8}")
    lengths = (8,)
    form = "8位数字"
    document_code = "511"


@dataclass(frozen=True, order=True, repr=False)
class Passport(TravelDocument):
    """Chinese passport 护照: ordinary (E, formerly G), public affairs (P), service (S), diplomatic (D)."""

    kind = "passport"
    kind_name = "护照号码"
    pattern = re.compile(r"E[0-9A-HJ-NP-Z][0-9]{7}|G[0-9]{8}|[DPS][0-9]{7,8}|[DPS]E[0-9]{7}")
    lengths = (8, 9)
    form = "字母E，加1位数字或字母（不含I、O），加7位数字；或字母G、P、S、D开头的旧式号码"
    document_code = "414"

    @property
    def passport_kind(self) -> str:
        """Return the kind of passport in words."""
        return {"D": "外交护照", "S": "公务护照", "P": "公务普通护照"}.get(self.value[0], "普通护照")


TRAVEL_DOCUMENTS: tuple[type[TravelDocument], ...] = (
    HongKongMacaoPass,
    HomeReturnPermit,
    TaiwanPermit,
    Passport,
)
