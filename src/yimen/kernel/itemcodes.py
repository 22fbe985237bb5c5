"""Codes of service items: base 12, implementation 31, handling 33 characters (GB/T 39554).

The body of the standard was not at hand: the layout is the one that live national codes follow
(province 2, item type 2, department 2, main item 3, sub-item 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from yimen.kernel.checkdigits import DIGITS
from yimen.kernel.codes import Code
from yimen.kernel.provinces import PROVINCES
from yimen.kernel.uscc import Uscc

ITEM_TYPES: dict[str, str] = {
    "00": "行政权力",
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
"""GB/T 39046-2020 A.1; 11-19 extend administrative powers, 21 and above extend public services."""

EXERCISE_LEVELS: dict[int, str] = {
    1: "国家级",
    2: "省级",
    3: "市级",
    4: "县级",
    5: "镇（乡、街道）级",
    6: "村（社区）级",
    7: "分级管理",
}
"""GB/T 39046-2020 A.2."""

_NATIONAL_CATALOGUE = "00"


def item_type_name(digits: str) -> str:
    """Return the name of a two-digit item type; extension types bear the name of what they extend."""
    if digits in ITEM_TYPES:
        return ITEM_TYPES[digits]
    return "其他行政权力（扩展）" if digits < "20" else "公共服务（扩展）"


@dataclass(frozen=True, order=True)
class BaseCode(Code):
    """Base item code 基本编码, 12 digits: one item of the national or a provincial catalogue."""

    kind = "base_code"
    kind_name = "事项基本编码"

    @property
    def province(self) -> str:
        """Return the two digits of the catalogue's province; ``00`` is the national catalogue."""
        return self.value[:2]

    @property
    def item_type(self) -> str:
        """Return the two digits of the item type."""
        return self.value[2:4]

    @property
    def item_type_name(self) -> str:
        """Return the item type in words."""
        return item_type_name(self.item_type)

    @property
    def department(self) -> str:
        """Return the department code; its table differs by province, so it is opaque here."""
        return self.value[4:6]

    @property
    def main_item(self) -> str:
        """Return the three digits of the main item."""
        return self.value[6:9]

    @property
    def sub_item(self) -> str:
        """Return the three digits of the sub-item, ``000`` where there is none."""
        return self.value[9:]

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (12,))
        cls._require_alphabet(value, DIGITS, "应为数字")
        if value[:2] != _NATIONAL_CATALOGUE and value[:2] not in PROVINCES:
            raise cls._refusal("前2位不是00（国家）或已知的省级代码。", "unknown_region")


@dataclass(frozen=True, order=True)
class ImplementationCode(Code):
    """Implementation item code 实施编码, 31 characters: body, level of exercise, base code."""

    kind = "implementation_code"
    kind_name = "事项实施编码"

    @property
    def uscc(self) -> Uscc:
        """Return the code of the implementing body."""
        return Uscc(self.value[:18])

    @property
    def level(self) -> int:
        """Return the level of exercise, 1 (national) to 7 (by level)."""
        return int(self.value[18])

    @property
    def level_name(self) -> str:
        """Return the level of exercise in words."""
        return EXERCISE_LEVELS[self.level]

    @property
    def base(self) -> BaseCode:
        """Return the base item that is implemented."""
        return BaseCode(self.value[19:31])

    @property
    def level_fits_region(self) -> bool:
        """Tell whether the level agrees with the region of the body; a hint for lint, never a refusal."""
        region = self.value[2:8]
        if self.level == 7:
            return True
        if region.startswith("10"):
            return self.level == 1
        if region.endswith("0000"):
            return self.level == 2
        return self.level == 3 if region.endswith("00") else self.level >= 4

    @classmethod
    def build(cls, uscc: Uscc, level: int, base: BaseCode) -> ImplementationCode:
        """Compose the code of a base item as implemented by one body."""
        return cls(f"{uscc}{level}{base}")

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (31,))
        Uscc(value[:18])
        if value[18] not in "1234567":
            raise cls._refusal(f"第19位“{value[18]}”不是行使层级代码（1至7）。", "unknown_level")
        cls._require_alphabet(value[19:], DIGITS, "第20位起的基本编码应为数字", start=19)
        BaseCode(value[19:])


@dataclass(frozen=True, order=True)
class HandlingCode(Code):
    """Handling item code 业务办理项编码, 33 characters: implementation code and 01 to 99."""

    kind = "handling_code"
    kind_name = "业务办理项编码"

    @property
    def implementation(self) -> ImplementationCode:
        """Return the implementation item this handling item belongs to."""
        return ImplementationCode(self.value[:31])

    @property
    def uscc(self) -> Uscc:
        """Return the code of the implementing body."""
        return self.implementation.uscc

    @property
    def level(self) -> int:
        """Return the level of exercise."""
        return self.implementation.level

    @property
    def base(self) -> BaseCode:
        """Return the base item."""
        return self.implementation.base

    @property
    def number(self) -> int:
        """Return the number of the handling item within its implementation item."""
        return int(self.value[31:])

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (33,))
        ImplementationCode(value[:31])
        cls._require_alphabet(value[31:], DIGITS, "最后2位应为数字", start=31)
        if value[31:] == "00":
            raise cls._refusal("最后2位应为01至99。", "bad_serial")
