"""Check the answers of a form against the version that asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from yimen.contexts.catalogue.data import Content, FieldKind, FormField, FormGroup
from yimen.contexts.identity.data import Party
from yimen.kernel.citizenid import CitizenId
from yimen.kernel.errors import InvalidValue
from yimen.kernel.licenceid import LicenceId
from yimen.kernel.printable import first_unprintable
from yimen.kernel.uscc import Uscc

_PHONE = re.compile(r"(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_answers(content: Content, answers: Mapping[str, str]) -> dict[str, str]:
    """Return field key → message for every answer that does not hold; empty when the form is valid."""
    errors: dict[str, str] = {}
    for group in content.groups:
        errors |= check_group(group, answers)
    return errors


def check_group(group: FormGroup, answers: Mapping[str, str]) -> dict[str, str]:
    """Return field key → message for one page of the form."""
    checked = (
        (form_field.key, _check(form_field, answers.get(form_field.key, ""))) for form_field in group.fields
    )
    return {key: message for key, message in checked if message}


def check_unfinished(group: FormGroup, answers: Mapping[str, str]) -> dict[str, str]:
    """Return only what keeps a page from being put aside unfinished: text that is too long or unreadable."""
    errors = {
        form_field.key: _storable(form_field, answers.get(form_field.key, "")) for form_field in group.fields
    }
    return {key: message for key, message in errors.items() if message}


def clean(group: FormGroup, answers: Mapping[str, str]) -> dict[str, str]:
    """Return only the answers this page asks for, stripped; anything else that was sent is dropped."""
    return {form_field.key: str(answers.get(form_field.key, "")).strip() for form_field in group.fields}


def prefilled(content: Content, party: Party) -> dict[str, str]:
    """Return what is already known of the applicant, so that it is not asked again (一次告知, once only)."""
    known = {
        "holder.name": party.name,
        "holder.number": party.number,
        "holder.phone": party.phone,
        "holder.address": party.address,
        "holder.representative": party.representative or (party.name if party.kind == "person" else ""),
    }
    return {
        form_field.key: known[form_field.prefill]
        for group in content.groups
        for form_field in group.fields
        if known.get(form_field.prefill)
    }


def _check(form_field: FormField, raw: object) -> str:
    text = str(raw or "").strip()
    if not text:
        return f"请填写{form_field.label}。" if form_field.required else ""
    in_kind = _CHECKS.get(form_field.kind, _any)
    return _unreadable(form_field, text) or in_kind(form_field, text) or _unprintable(form_field, text)


def _storable(form_field: FormField, text: str) -> str:
    return _unreadable(form_field, text) or _unprintable(form_field, text)


def _unreadable(form_field: FormField, text: str) -> str:
    if len(text) > form_field.max_length:
        return f"{form_field.label}最多{form_field.max_length}个字，现在有{len(text)}个。"
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return f"{form_field.label}含有无法识别的字符。"
    return ""


def _unprintable(form_field: FormField, text: str) -> str:
    strange = first_unprintable(text)
    if not strange:
        return ""
    return f"{form_field.label}里的“{strange}”印不到文书上，请换一种写法；姓名里的生僻字请到窗口办理。"


def _any(form_field: FormField, text: str) -> str:
    return ""


def _number(form_field: FormField, text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return f"{form_field.label}请填写数字，例如 80。"
    value = Decimal(text)
    if form_field.minimum is not None and value < form_field.minimum:
        return f"{form_field.label}不能小于{form_field.minimum}。"
    if form_field.maximum is not None and value > form_field.maximum:
        return f"{form_field.label}不能大于{form_field.maximum}。"
    return ""


def _date(form_field: FormField, text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError:
        return f"{form_field.label}请填写日期，例如 2026-03-16。"
    return ""


def _choice(form_field: FormField, text: str) -> str:
    known = {choice.value for choice in form_field.choices}
    return "" if text in known else f"请选择{form_field.label}。"


def _phone(form_field: FormField, text: str) -> str:
    return "" if _PHONE.fullmatch(text) else f"{form_field.label}不对，请填写11位手机号或带区号的座机号。"


def _id_number(form_field: FormField, text: str) -> str:
    return _parsed(CitizenId, form_field, text)


def _uscc(form_field: FormField, text: str) -> str:
    return _parsed(Uscc, form_field, text)


def _licence(form_field: FormField, text: str) -> str:
    return _parsed(LicenceId, form_field, text)


def _parsed(kind: type[CitizenId] | type[Uscc] | type[LicenceId], form_field: FormField, text: str) -> str:
    try:
        kind.parse(text)
    except InvalidValue as refusal:
        return f"{form_field.label}：{refusal.message}"
    return ""


_CHECKS = {
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.PHONE: _phone,
    FieldKind.ID_NUMBER: _id_number,
    FieldKind.USCC: _uscc,
    FieldKind.LICENCE: _licence,
}
