"""The item codes of a published list, taken apart.

A list as counties publish it carries one long code per row:
``base-division-town-body-nature-handling``, for example
``512012002012-511602000000-000-115113010087786859-1-00``. Only a base of twelve digits has the national
structure (GB/T 39554, S§2.1); the others are local or older shapes, kept as they stand and not guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yimen.kernel.errors import InvalidValue
from yimen.kernel.itemcodes import BaseCode, ImplementationCode
from yimen.kernel.orgcode import OrgCode
from yimen.kernel.uscc import Uscc

_WHOLE = re.compile(
    r"^(?P<base>.+)-(?P<division>\d{12})-(?P<town>\d{3})-(?P<body>.+)-(?P<nature>\d)-(?P<handling>\d{2})$"
)
_SHAPES = (
    ("national", re.compile(r"^\d{12}$"), "12位国家基本编码"),
    ("digits14", re.compile(r"^\d{14}$"), "14位数字，子项占5位，国家规定为3位"),
    ("letter12", re.compile(r"^\d{3}[A-Z]\d{8}$"), "12位，第4位是字母，属本省自编编码"),
    ("letter14", re.compile(r"^\d{3}[A-Z]\d{10}$"), "14位，第4位是字母，属本省自编编码"),
    ("legacy", re.compile(r"^[A-Z]-\d{6}-\d{3,4}$"), "“字母-数字-数字”的旧编码"),
    ("sector", re.compile(r"^\d[A-Z]-\d{4}-\d{5}$"), "行业系统的旧编码"),
)
_LETTER_TYPES = {"A": "01", "E": "09", "F": "07", "G": "05", "H": "08", "Z": "10"}


@dataclass(frozen=True)
class PublishedCode:
    """One published code in its parts."""

    base: str
    division: str
    town: str
    body: str
    nature: str
    handling: str

    @property
    def shape(self) -> str:
        """Return the name of the base code's shape, "unknown" for one never seen before."""
        return next((name for name, pattern, _ in _SHAPES if pattern.match(self.base)), "unknown")

    @property
    def shape_in_words(self) -> str:
        """Return what to tell a person about the shape."""
        return next((words for name, _, words in _SHAPES if name == self.shape), "没有见过的写法")

    @property
    def implied_type(self) -> str:
        """Return the item type that the base code itself states, empty where it states none."""
        if self.shape in {"national", "digits14"}:
            return self.base[2:4]
        if self.shape == "legacy":
            return _LETTER_TYPES.get(self.base[0], "")
        if self.shape in {"letter12", "letter14"}:
            # The third digit tells powers (1) from public services (2); 3 mixes both and states nothing.
            return {"1": _LETTER_TYPES.get(self.base[3], ""), "2": "20"}.get(self.base[2], "")
        return ""


def split(code: str) -> PublishedCode | None:
    """Return the parts of a published code, or None where it is not of that form at all."""
    match = _WHOLE.match(code.strip())
    return PublishedCode(**match.groupdict()) if match else None


def national_base(base: str) -> str:
    """Return the normalised 12-digit base code, empty where it is not one."""
    try:
        return str(BaseCode.parse(base))
    except InvalidValue:
        return ""


def valid_body(body: str) -> str:
    """Return the normalised unified social credit code, empty where it is not valid."""
    try:
        return str(Uscc.parse(body))
    except InvalidValue:
        return ""


def organisation_part(code: str) -> str:
    """Return the nine-character organisation code (GB 11714) inside or behind ``code``, empty if none.

    Characters 9–17 of a unified social credit code are the organisation code, so an old nine-character code
    and a new eighteen-character one can be known to mean the same body.
    """
    uscc = valid_body(code)
    if uscc:
        return uscc[8:17]
    try:
        return str(OrgCode.parse(code)).replace("-", "")
    except InvalidValue:
        return ""


def level_of(division: str) -> str:
    """Return the 行使层级 digit (S39046 A.2) of a 12-digit division code, empty for anything else."""
    if len(division) != 12:
        return ""
    if division[2:] == "0" * 10:
        return "2"
    if division[4:] == "0" * 8:
        return "3"
    if division[6:] == "0" * 6:
        return "4"
    return "5" if division[9:] == "000" else "6"


def compose(body: str, level: str, base: str) -> str:
    """Return the 31-character implementation code (S§2.2): body + level + base."""
    return str(ImplementationCode.build(Uscc.parse(body), int(level), BaseCode.parse(base)))
