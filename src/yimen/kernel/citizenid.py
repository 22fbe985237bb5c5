"""Citizen identity number 公民身份号码 (GB 11643-1999) and the permits that follow its 18-digit rule.

Residence permits of Hong Kong, Macao and Taiwan residents bear regions 810000, 820000 and 830000 (港澳台居民
居住证申领发放办法). The permanent residence card of foreigners (five-star card, from December 2023) bears
9, province, nationality and the same birth date, sequence and check.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

from yimen.kernel.checkdigits import DIGITS, citizen_check
from yimen.kernel.codes import Code, parse_day, tidy
from yimen.kernel.provinces import PROVINCES

EARLIEST_BIRTH = date(1850, 1, 1)
"""Nobody born before this was alive when numbers began to be given out (1984)."""

_PERMIT_REGIONS = {"810000": "香港", "820000": "澳门", "830000": "台湾"}
_PERMIT_PREFIXES = frozenset(region[:2] for region in _PERMIT_REGIONS)
_FOREIGN = "9"


class CitizenKind(StrEnum):
    """Which document bears the number."""

    RESIDENT = "resident"
    RESIDENCE_PERMIT = "residence_permit"
    FOREIGN_PERMANENT_RESIDENT = "foreign_permanent_resident"

    @property
    def label(self) -> str:
        """Return the name of the document."""
        return _LABELS[self]

    @property
    def document_code(self) -> str:
        """Return the certificate type of GA/T 2000.156 (not seen in the standard; check before use).

        The number of a residence permit is a citizen identity number, so it goes as one.
        """
        return "553" if self is CitizenKind.FOREIGN_PERMANENT_RESIDENT else "111"


_LABELS = {
    CitizenKind.RESIDENT: "居民身份证",
    CitizenKind.RESIDENCE_PERMIT: "港澳台居民居住证",
    CitizenKind.FOREIGN_PERMANENT_RESIDENT: "外国人永久居留身份证",
}


@dataclass(frozen=True, order=True)
class CitizenId(Code):
    """An 18-character identity number. Its ``repr`` is masked, so that logs and traces do not show it."""

    kind = "citizen_id"
    kind_name = "身份证号码"

    value: str = field(repr=False)

    @property
    def document(self) -> CitizenKind:
        """Return which document bears the number."""
        if self.value[0] == _FOREIGN:
            return CitizenKind.FOREIGN_PERMANENT_RESIDENT
        is_permit = self.value[:2] in _PERMIT_PREFIXES
        return CitizenKind.RESIDENCE_PERMIT if is_permit else CitizenKind.RESIDENT

    @property
    def region(self) -> str:
        """Return the six digits of the region; for foreigners the province of issue padded with zeros."""
        if self.value[0] == _FOREIGN:
            return self.value[1:3] + "0000"
        return self.value[:6]

    @property
    def nationality(self) -> str:
        """Return the three digits of a foreigner's nationality (GB/T 2659), else nothing."""
        return self.value[3:6] if self.value[0] == _FOREIGN else ""

    @property
    def birth_date(self) -> date:
        """Return the date of birth."""
        return date(int(self.value[6:10]), int(self.value[10:12]), int(self.value[12:14]))

    @property
    def is_male(self) -> bool:
        """Tell the sex: an odd sequence is male."""
        return int(self.value[16]) % 2 == 1

    @property
    def sex(self) -> str:
        """Return 男 or 女."""
        return "男" if self.is_male else "女"

    def age_on(self, day: date) -> int:
        """Return full years on ``day``; the birthday itself completes a year."""
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def __repr__(self) -> str:
        return f"CitizenId('{self.value[:1]}{'*' * 16}{self.value[-1:]}')"

    @classmethod
    def parse(cls, text: str, today: date | None = None) -> Self:
        """Return the number in ``text``; with ``today`` a birth date after it is refused."""
        value = tidy(text)
        if len(value) == 15 and all(char in DIGITS for char in value):
            raise cls._refusal("应为18位，15位旧号码自2013年起已停止使用。", "wrong_length")
        number = cls(value)
        if today is not None and number.birth_date > today:
            raise cls._refusal("中的出生日期晚于今天。", "future_date")
        return number

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (18,))
        cls._require_alphabet(value[:17], DIGITS, "前17位应为数字")
        cls._require_alphabet(value[17], DIGITS + "X", "最后一位应为数字或X", start=17)
        cls._check_region(value)
        born = parse_day(value[6:14])
        if born is None or born < EARLIEST_BIRTH:
            raise cls._refusal("第7至14位不是真实的出生日期。", "bad_date")
        cls._require_check(value[17], citizen_check(value[:17]))

    @classmethod
    def _check_region(cls, value: str) -> None:
        if value[0] == _FOREIGN:
            if value[1:3] not in PROVINCES or value[1:3] in _PERMIT_PREFIXES:
                raise cls._refusal("第2至3位不是已知的省级行政区划代码。", "unknown_region")
            if value[3:6] == "000":
                raise cls._refusal("第4至6位不是国籍代码。", "unknown_nationality")
        elif value[:2] in _PERMIT_PREFIXES:
            if value[:6] not in _PERMIT_REGIONS:
                raise cls._refusal(
                    "前6位有误：港澳台居民居住证应为810000、820000或830000。", "unknown_region"
                )
        elif value[:2] not in PROVINCES:
            raise cls._refusal("前2位不是已知的省级行政区划代码。", "unknown_region")
