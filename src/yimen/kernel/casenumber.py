"""Case number 办件编号: implementation code, day of submission, four-character serial of that day.

43 characters, as deployed platforms write it; the 20 characters of GB/T 39046-2020 table 5 cannot hold it.
Serials run 0001 to 9999 and then in base 36 from A000 to ZZZZ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.kernel.checkdigits import ALPHABET_36, DIGITS
from yimen.kernel.codes import Code, parse_day
from yimen.kernel.errors import InvalidValue
from yimen.kernel.itemcodes import ImplementationCode

_DECIMAL_SERIALS = 9999
_FIRST_LETTERED = int("A000", 36)
LAST_SERIAL = _DECIMAL_SERIALS + int("ZZZZ", 36) - _FIRST_LETTERED + 1


def write_serial(serial: int) -> str:
    """Return the four characters of the ``serial``-th case of a day."""
    if not 1 <= serial <= LAST_SERIAL:
        raise InvalidValue(f"办件流水号应在1至{LAST_SERIAL}之间。", code="bad_serial")
    if serial <= _DECIMAL_SERIALS:
        return f"{serial:04d}"
    rest = serial - _DECIMAL_SERIALS - 1 + _FIRST_LETTERED
    text = ""
    for _ in range(4):
        rest, place = divmod(rest, 36)
        text = ALPHABET_36[place] + text
    return text


def read_serial(text: str) -> int:
    """Return the number that four serial characters stand for."""
    if len(text) == 4 and all(char in ALPHABET_36 for char in text):
        if all(char in DIGITS for char in text) and text != "0000":
            return int(text)
        if text[0] not in DIGITS:
            return int(text, 36) - _FIRST_LETTERED + _DECIMAL_SERIALS + 1
    raise InvalidValue("办件流水号应为0001至9999，或A000至ZZZZ。", code="bad_serial")


@dataclass(frozen=True, order=True)
class CaseNumber(Code):
    """The number of one case; equal text order is order of submission within one item and day."""

    kind = "case_number"
    kind_name = "办件编号"

    @property
    def item(self) -> ImplementationCode:
        """Return the code of the item applied for."""
        return ImplementationCode(self.value[:31])

    @property
    def day(self) -> date:
        """Return the day of submission."""
        return date(int(self.value[31:35]), int(self.value[35:37]), int(self.value[37:39]))

    @property
    def serial(self) -> int:
        """Return which case of the day it is, from 1."""
        return read_serial(self.value[39:])

    @classmethod
    def build(cls, item: ImplementationCode | str, day: date, serial: int) -> CaseNumber:
        """Compose the number of the ``serial``-th case of ``item`` on ``day``."""
        code = item if isinstance(item, ImplementationCode) else ImplementationCode.parse(item)
        return cls(f"{code}{day.year:04d}{day:%m%d}{write_serial(serial)}")

    @classmethod
    def _check(cls, value: str) -> None:
        cls._require_length(value, (43,))
        ImplementationCode(value[:31])
        if parse_day(value[31:39]) is None:
            raise cls._refusal("第32至39位不是真实的日期。", "bad_date")
        read_serial(value[39:])
