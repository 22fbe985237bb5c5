"""个人信息保护法第51条: what the room keeps and writes down about people."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.test import Client

from tests.contexts.identity.conftest import COMPANY, PASSWORD, PERSON, sign_in
from yimen.contexts.identity import api
from yimen.platform.journal import api as journal

pytestmark = pytest.mark.django_db
SECRETS = (
    PERSON["name"],
    PERSON["number"],
    PERSON["phone"],
    COMPANY["uscc"],
    COMPANY["phone"],
    COMPANY["representative"],
    PASSWORD,
)


def everything_stored() -> str:
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts.append(repr(cursor.fetchall()))
    return "".join(texts)


def a_busy_day() -> None:
    browser = Client()
    for identifier in (PERSON["number"], PERSON["phone"], COMPANY["uscc"]):
        sign_in(browser, identifier, "wrong")
        sign_in(browser, identifier)
        browser.get("/me/")
        browser.post("/logout/")
    body = {"login": PERSON["number"], "password": PASSWORD}
    token = browser.post("/api/v1/tokens", body, content_type="application/json").json()["token"]
    browser.delete("/api/v1/tokens/current", headers={"Authorization": f"Bearer {token}"})


def test_no_name_number_or_telephone_lies_open_in_any_table(person: api.Actor, company: api.Actor) -> None:
    a_busy_day()
    stored = everything_stored()
    for secret in (*SECRETS, COMPANY["name"]):
        assert secret not in stored


def test_no_log_line_tells_who_somebody_is(
    caplog: pytest.LogCaptureFixture, person: api.Actor, company: api.Actor
) -> None:
    for name in ("axes", "yimen", "django"):
        caplog.set_level(logging.DEBUG, logger=name)
        logging.getLogger(name).addHandler(caplog.handler)
    try:
        a_busy_day()
    finally:
        for name in ("axes", "yimen", "django"):
            logging.getLogger(name).removeHandler(caplog.handler)
    spoken = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    assert spoken, "the test must hear something"
    for secret in SECRETS:
        assert secret not in spoken


def test_the_journal_remembers_acts_by_reference(person: api.Actor) -> None:
    a_day = Client()
    sign_in(a_day, "wangxiulan")
    token = api.issue_token(account_id=person.account_id).token  # type: ignore[arg-type]
    api.revoke_token(token)
    entries = journal.entries_of(f"account:{person.account_id}")
    assert [entry.act for entry in entries] == [
        "registered",
        "identity_checked",
        "signed_in",
        "token_issued",
        "token_revoked",
    ]
    assert {entry.actor for entry in entries} == {person.ref, "system"}
    written = repr(entries)
    for secret in (*SECRETS, token):
        assert secret not in written


def test_the_same_number_has_another_seal_in_every_row(person: api.Actor, company: api.Actor) -> None:
    from yimen.contexts.identity.models import LegalPerson, NaturalPerson

    (one,) = NaturalPerson.objects.values_list("phone", flat=True)
    (other,) = LegalPerson.objects.values_list("phone", flat=True)
    assert one != other
    assert PERSON["phone"] not in one
