"""A natural person opens an account."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from yimen.contexts.identity.data import AccountKind, Actor
from yimen.contexts.identity.domain.contact import (
    parse_address,
    parse_mobile,
    parse_person_name,
    phone_key,
)
from yimen.contexts.identity.domain.numbers import index_form, parse_number_kind, parse_person_number
from yimen.contexts.identity.models import Account, NaturalPerson
from yimen.contexts.identity.ports import real_name_port
from yimen.contexts.identity.selectors import actor_of
from yimen.contexts.identity.services.journal_act import record
from yimen.contexts.identity.services.open_account import Answers, open_account, parse_password
from yimen.kernel.errors import Conflict
from yimen.platform import wallclock
from yimen.platform.crypto.fields import blind_index

CHECKED_LEVEL = 2
TAKEN = (
    "这个证件号码已经注册过账号。如果是您本人注册的，请直接登录；如果不是，请带上证件到政务服务中心窗口核实。"
)


def register_person(
    *,
    name: str,
    number_kind: str,
    number: str,
    phone: str,
    password: str,
    address: str = "",
    login_name: str = "",
) -> Actor:
    """Open an account for a natural person and return who they are from now on.

    Name and number are asked of the real-name port; agreement raises the assurance to 2 (S§4.10), silence or
    disagreement leaves it at 1. A number opens one account only, and nobody is told whose it is.
    """
    values = check_person(
        name=name, number_kind=number_kind, number=number, phone=phone, password=password, address=address
    )
    password_hash = make_password(values.pop("password"))
    return open_person_account(**values, login_name=login_name, password_hash=password_hash)


def check_person(
    *, name: str, number_kind: str, number: str, phone: str, password: str, address: str = ""
) -> dict[str, str]:
    """Return the parsed values of a registration, or refuse with every mistake at once."""
    answers = Answers()
    today = wallclock.today()
    values = {
        "name": answers.take("name", parse_person_name, name),
        "number_kind": answers.take("number_kind", parse_number_kind, number_kind),
        "number": "",
        "phone": answers.take("phone", parse_mobile, phone),
        "address": answers.take("address", parse_address, address),
        "password": answers.take("password", parse_password, password),
    }
    if values["number_kind"]:
        values["number"] = answers.take(
            "number", lambda text: parse_person_number(number_kind, text, today), number
        )
    answers.finish()
    return values


def open_person_account(
    *, name: str, number_kind: str, number: str, phone: str, address: str, login_name: str, password_hash: str
) -> Actor:
    """Write a person whose values were parsed."""
    index = blind_index(index_form(number), "person-number")
    answer = real_name_port().check(number_kind=number_kind, number=number, name=name)
    try:
        with transaction.atomic():
            if NaturalPerson.objects.filter(number_index=index).exists():
                raise Conflict(TAKEN, code="number_taken", field="number")
            account = open_account(
                kind=AccountKind.PERSON, login_name=login_name, password_hash=password_hash
            )
            NaturalPerson.objects.create(
                account=account,
                name=name,
                number_kind=number_kind,
                number=number,
                number_index=index,
                phone=phone,
                phone_index=blind_index(phone_key(phone), "phone"),
                address=address,
                checked_by=answer.source if answer.matched else "",
            )
            raise_assurance(account, answer.matched)
            record(account.pk, "registered", facts={"kind": "person", "number_kind": number_kind})
            if answer.matched:
                record(account.pk, "identity_checked", actor="system", facts={"level": CHECKED_LEVEL})
    except IntegrityError as error:  # somebody with the same number was faster
        raise Conflict(TAKEN, code="number_taken", field="number") from error
    return actor_of(account.pk)


def raise_assurance(account: Account, matched: bool) -> None:
    """Raise the account to the level of a checked name and number."""
    if matched:
        Account.objects.filter(pk=account.pk).update(assurance=CHECKED_LEVEL)
