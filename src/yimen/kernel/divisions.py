"""Administrative division codes: 6 digits (GB/T 2260), 9 to the township, 12 to the village.

Only the form is checked here, because retired divisions live on in numbers; whether a division exists
today is for the register of regions to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yimen.kernel.checkdigits import DIGITS
from yimen.kernel.codes import Code
from yimen.kernel.provinces import PROVINCES


class DivisionLevel(StrEnum):
    """The five levels of division, highest first."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"

    @property
    def exercise_level(self) -> int:
        """Return the level of exercise of GB/T 39046-2020 A.2 (2 for a province ... 6 for a village)."""
        return list(DivisionLevel).index(self) + 2


_KEPT_DIGITS = {
    DivisionLevel.PROVINCE: 2,
    DivisionLevel.CITY: 4,
    DivisionLevel.COUNTY: 6,
    DivisionLevel.TOWNSHIP: 9,
    DivisionLevel.VILLAGE: 12,
}


@dataclass(frozen=True, order=True)
class DivisionCode(Code):
    """A division code, always kept with 12 digits, so that the same place is always equal to itself."""

    kind = "division"
    kind_name = "行政区划代码"

    @property
    def level(self) -> DivisionLevel:
        """Return the level the digits say."""
        for level, kept in _KEPT_DIGITS.items():
            if self.value[kept:].strip("0") == "":
                return level
        raise AssertionError("twelve digits always end at some level")

    @property
    def province(self) -> DivisionCode:
        """Return the province-level division above (or this one)."""
        return self._cut(2)

    @property
    def province_name(self) -> str:
        """Return the name of the province."""
        return PROVINCES[self.value[:2]]

    @property
    def parent(self) -> DivisionCode | None:
        """Return the division one level up, None for a province.

        A township of a city without counties (441900003000) belongs to the city itself.
        """
        shorter = [kept for kept in _KEPT_DIGITS.values() if kept < _KEPT_DIGITS[self.level]]
        for kept in reversed(shorter):
            above = self._cut(kept)
            if above != self:
                return above
        return None

    @property
    def short(self) -> str:
        """Return the shortest official form: 6, 9 or 12 digits."""
        if self.level is DivisionLevel.VILLAGE:
            return self.value
        return self.value[:9] if self.level is DivisionLevel.TOWNSHIP else self.value[:6]

    def contains(self, other: DivisionCode) -> bool:
        """Tell whether ``other`` is this division or lies inside it."""
        kept = _KEPT_DIGITS[self.level]
        return self.value[:kept] == other.value[:kept]

    def _cut(self, kept: int) -> DivisionCode:
        return DivisionCode(self.value[:kept].ljust(12, "0"))

    @classmethod
    def _normalised(cls, text: str) -> str:
        cls._require_length(text, (6, 9, 12))
        return text.ljust(12, "0")

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (12,))
        cls._require_alphabet(value, DIGITS, "应为数字")
        if value[:2] not in PROVINCES:
            raise cls._refusal("前2位不是已知的省级行政区划代码。", "unknown_region")
        if value[2:4] == "00" and value[4:].strip("0"):
            raise cls._refusal("第3至4位为00时，后面各位都应为0。", "wrong_shape")
        if value[6:9] == "000" and value[9:] != "000":
            raise cls._refusal("第7至9位为000时，最后3位应为000。", "wrong_shape")
