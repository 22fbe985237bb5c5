"""Investment project code 投资项目代码 (发改投资〔2020〕1439号, GB/T 40058-2021) and its form before 2020.

New: year and month, region, guiding department, type, five digits and a check digit. Old: year, region,
industry, type and six digits, no check. Law: without a valid code an investment item may not be accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yimen.kernel.checkdigits import DIGITS, project_check
from yimen.kernel.codes import Code
from yimen.kernel.provinces import PROVINCES

PROJECT_TYPES: dict[str, str] = {
    "01": "基本建设",
    "02": "技术改造",
    "03": "单纯购置",
    "04": "信息化",
    "05": "其他",
}
"""The names are the regulation's; only the digits 01 and 05 have been seen on real codes."""

_GROUPS = (4, 6, 2, 2, 6)
_OLD_YEARS = range(2013, 2021)
_NATIONAL = frozenset({"00", "10"})


@dataclass(frozen=True, order=True)
class ProjectCode(Code):
    """A project code with its hyphens, 24 characters.

    The first four digits tell the form: 2013 to 2020 can only be years, because no month is 13 to 20; all
    else is year and month (2012 is December 2020). The old form has nothing to check beyond its shape.
    """

    kind = "project_code"
    kind_name = "投资项目代码"

    @property
    def is_old_form(self) -> bool:
        """Tell whether this is a code of before November 2020, without a check digit."""
        return int(self.value[:4]) in _OLD_YEARS

    @property
    def compact(self) -> str:
        """Return the 20 digits without hyphens."""
        return self.value.replace("-", "")

    @property
    def year(self) -> int:
        """Return the year the code was given."""
        return int(self.value[:4]) if self.is_old_form else 2000 + int(self.value[:2])

    @property
    def month(self) -> int | None:
        """Return the month the code was given; the old form does not say."""
        return None if self.is_old_form else int(self.value[2:4])

    @property
    def region(self) -> str:
        """Return the six digits of the region."""
        return self.value[5:11]

    @property
    def sector(self) -> str:
        """Return the guiding central department (new form) or the industry (old form)."""
        return self.value[12:14]

    @property
    def project_type(self) -> str:
        """Return the two digits of the project type."""
        return self.value[15:17]

    @property
    def project_type_name(self) -> str:
        """Return the project type in words, or nothing where the digits are not known."""
        return "" if self.is_old_form else PROJECT_TYPES.get(self.project_type, "")

    @classmethod
    def _normalised(cls, text: str) -> str:
        if re.fullmatch(r"[0-9]{20}", text):
            starts = [sum(_GROUPS[:place]) for place in range(len(_GROUPS))]
            return "-".join(text[at : at + size] for at, size in zip(starts, _GROUPS, strict=True))
        return text

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (24,))
        if tuple(len(group) for group in value.split("-")) != _GROUPS:
            raise cls._refusal("应分为4、6、2、2、6位五段，以短横线分隔。", "wrong_shape")
        cls._require_alphabet(value, DIGITS + "-", "应为数字")
        if value[5:7] not in PROVINCES and value[5:7] not in _NATIONAL:
            raise cls._refusal("第二段前2位不是已知的省级行政区划代码。", "unknown_region")
        if int(value[:4]) in _OLD_YEARS:
            return
        if not 1 <= int(value[2:4]) <= 12:
            raise cls._refusal("第一段应为两位年份加两位月份。", "bad_date")
        digits = value.replace("-", "")
        cls._require_check(digits[19], project_check(digits[:19]))
