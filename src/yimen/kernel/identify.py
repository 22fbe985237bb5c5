"""Say what a code is: the kinds its form allows, whether it is valid, and why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from yimen.kernel.casenumber import CaseNumber
from yimen.kernel.citizenid import CitizenId
from yimen.kernel.codes import Code, tidy
from yimen.kernel.divisions import DivisionCode
from yimen.kernel.errors import InvalidValue
from yimen.kernel.itemcodes import BaseCode, HandlingCode, ImplementationCode
from yimen.kernel.licenceid import ROOT, LicenceId, LicenceTypeCode
from yimen.kernel.orgcode import OrgCode
from yimen.kernel.projectcode import ProjectCode
from yimen.kernel.traveldocs import HomeReturnPermit, HongKongMacaoPass, Passport, TaiwanPermit
from yimen.kernel.uscc import Uscc


@dataclass(frozen=True)
class Identification:
    """What a text was found to be. ``value`` is the normalised form when valid, else the tidied text."""

    kind: str
    kind_name: str
    valid: bool
    reason: str
    """Why it is not valid, in the user's words; empty when valid."""
    code: str
    """The error code when not valid; empty when valid."""
    value: str
    also: tuple[str, ...] = ()
    """Names of other kinds the same text is valid as (12 digits may be a division and a base item)."""


def identify(text: str, today: date | None = None) -> Identification:
    """Return what ``text`` is. The first valid kind wins; if none is, the likeliest tells what is wrong."""
    try:
        value = tidy(text)
    except InvalidValue as error:
        return Identification("", "", False, error.message, error.code, text[:20])
    kinds = _candidates(value)
    if not kinds:
        reason = "没有填写。" if not value else "无法识别这是哪一种号码，请核对位数和字符。"
        return Identification("", "", False, reason, "empty" if not value else "unknown_kind", value)
    findings = [_examine(kind, value, today) for kind in kinds]
    right = [finding for finding in findings if finding.valid]
    if not right:
        return findings[0]
    best, others = right[0], tuple(finding.kind_name for finding in right[1:])
    return Identification(best.kind, best.kind_name, True, "", "", best.value, others)


def _examine(kind: type[Code], value: str, today: date | None) -> Identification:
    try:
        found = CitizenId.parse(value, today) if issubclass(kind, CitizenId) else kind.parse(value)
    except InvalidValue as error:
        return Identification(kind.kind, kind.kind_name, False, error.message, error.code, value)
    name = found.document.label + "号码" if isinstance(found, CitizenId) else kind.kind_name
    return Identification(kind.kind, name, True, "", "", found.value)


def _candidates(value: str) -> tuple[type[Code], ...]:
    """Return the kinds that the length and the first characters allow, likeliest first."""
    if value.startswith(ROOT[:9]):
        return (LicenceId,)
    if re.fullmatch(r"[0-9A-Z]{8}-[0-9A-Z]", value):
        return (OrgCode,)
    if "-" in value:
        return (ProjectCode,) if value.count("-") == 4 and re.fullmatch(r"[0-9-]+", value) else ()
    if not re.fullmatch(r"[0-9A-Z]+", value):
        return ()
    choose = _BY_LENGTH.get(len(value))
    return choose(value) if choose else ()


def _of_8(value: str) -> tuple[type[Code], ...]:
    return (Passport,) if value[0] in "DPS" else (TaiwanPermit,)


def _of_9(value: str) -> tuple[type[Code], ...]:
    by_letter: dict[str, type[Code]] = {"C": HongKongMacaoPass, "H": HomeReturnPermit}
    by_letter |= dict.fromkeys("EGDPS", Passport)
    if value[0] in by_letter:
        return (by_letter[value[0]], OrgCode)
    if re.fullmatch(r"M[0-9]{8}", value):
        return (OrgCode, HomeReturnPermit)  # MA..., MB... are organisations; M00000019 may be either
    # A division has no check character, so the organisation code is asked first and explains failure last.
    return (OrgCode, DivisionCode) if value.isdigit() else (OrgCode,)


def _of_18(value: str) -> tuple[type[Code], ...]:
    """Order 公民身份号码 and 统一社会信用代码, which share their length."""
    born_in_a_century = value[6:8] in ("18", "19", "20")
    if re.fullmatch(r"[0-9]+X?", value) and born_in_a_century:
        return (CitizenId, Uscc)
    return (Uscc, CitizenId)


def _only(*kinds: type[Code]) -> Callable[[str], tuple[type[Code], ...]]:
    return lambda value: kinds


_BY_LENGTH: dict[int, Callable[[str], tuple[type[Code], ...]]] = {
    6: _only(DivisionCode),
    8: _of_8,
    9: _of_9,
    11: _only(HomeReturnPermit),
    12: lambda value: (BaseCode, DivisionCode) if value.startswith("00") else (DivisionCode, BaseCode),
    15: _only(CitizenId),
    17: _of_18,
    18: _of_18,
    19: _of_18,
    20: _only(ProjectCode),
    21: _only(LicenceTypeCode),
    31: _only(ImplementationCode),
    33: _only(HandlingCode),
    43: _only(CaseNumber),
}
