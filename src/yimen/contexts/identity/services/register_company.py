"""A legal person or other organisation opens an account."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from yimen.contexts.identity.data import AccountKind, Actor
from yimen.contexts.identity.domain.contact import (
    parse_address,
    parse_company_name,
    parse_person_name,
    parse_phone,
    phone_key,
)
from yimen.contexts.identity.domain.numbers import COMPANY_KIND, parse_company_number
from yimen.contexts.identity.models import LegalPerson
from yimen.contexts.identity.ports import real_name_port
from yimen.contexts.identity.selectors import actor_of
from yimen.contexts.identity.services.journal_act import record
from yimen.contexts.identity.services.open_account import Answers, open_account, parse_password
from yimen.contexts.identity.services.register_person import CHECKED_LEVEL, raise_assurance
from yimen.kernel.errors import Conflict
from yimen.platform.crypto.fields import blind_index

TAKEN = (
    "这个统一社会信用代码已经注册过账号。如果是本单位注册的，请直接登录；"
    "如果不是，请带上营业执照到政务服务中心窗口核实。"
)


def register_company(
    *,
    name: str,
    uscc: str,
    representative: str,
    phone: str,
    password: str,
    address: str = "",
    login_name: str = "",
) -> Actor:
    """Open an account for a legal person and return who it is from now on.

    The name of the body and its unified social credit code are asked of the real-name port.
    """
    values = check_company(
        name=name, uscc=uscc, representative=representative, phone=phone, password=password, address=address
    )
    password_hash = make_password(values.pop("password"))
    return open_company_account(**values, login_name=login_name, password_hash=password_hash)


def check_company(
    *, name: str, uscc: str, representative: str, phone: str, password: str, address: str = ""
) -> dict[str, str]:
    """Return the parsed values of a registration, or refuse with every mistake at once."""
    answers = Answers()
    values = {
        "name": answers.take("name", parse_company_name, name),
        "uscc": answers.take("uscc", parse_company_number, uscc),
        "representative": answers.take("representative", parse_person_name, representative),
        "phone": answers.take("phone", parse_phone, phone),
        "address": answers.take("address", parse_address, address),
        "password": answers.take("password", parse_password, password),
    }
    answers.finish()
    return values


def open_company_account(
    *,
    name: str,
    uscc: str,
    representative: str,
    phone: str,
    address: str,
    login_name: str,
    password_hash: str,
) -> Actor:
    """Write a company whose values were parsed."""
    index = blind_index(uscc, "company-number")
    answer = real_name_port().check(number_kind=COMPANY_KIND, number=uscc, name=name)
    try:
        with transaction.atomic():
            if LegalPerson.objects.filter(number_index=index).exists():
                raise Conflict(TAKEN, code="number_taken", field="uscc")
            account = open_account(
                kind=AccountKind.COMPANY, login_name=login_name, password_hash=password_hash
            )
            LegalPerson.objects.create(
                account=account,
                name=name,
                number=uscc,
                number_index=index,
                representative=representative,
                phone=phone,
                phone_index=blind_index(phone_key(phone), "phone"),
                address=address,
                checked_by=answer.source if answer.matched else "",
            )
            raise_assurance(account, answer.matched)
            record(account.pk, "registered", facts={"kind": "company"})
            if answer.matched:
                record(account.pk, "identity_checked", actor="system", facts={"level": CHECKED_LEVEL})
    except IntegrityError as error:  # somebody with the same code was faster
        raise Conflict(TAKEN, code="number_taken", field="uscc") from error
    return actor_of(account.pk)
