from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from yimen.contexts.identity import api
from yimen.contexts.regions import api as regions

PASSWORD = "yimen-demo-2026"
PERSON = {
    "name": "王秀兰",
    "number_kind": "citizen_id",
    "number": "32030319850615002X",
    "phone": "13800000001",
    "password": PASSWORD,
}
COMPANY = {
    "name": "广安老街坊餐饮有限公司",
    "uscc": "91511602MA0DEM013L",
    "representative": "张德明",
    "phone": "0826-2222222",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def routes(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.contexts.identity.urls"


@pytest.fixture
def person(db: None) -> api.Actor:
    return api.register_person(**PERSON, login_name="wangxiulan")


@pytest.fixture
def company(db: None) -> api.Actor:
    return api.register_company(**COMPANY, login_name="laojiefang")


@pytest.fixture
def bureau(db: None) -> Any:
    return regions.ensure_organisation(name="区行政审批局")


@pytest.fixture
def clerk(bureau: Any) -> api.Actor:
    return api.create_staff(
        login_name="window",
        name="陈志远",
        organisation_id=bureau.id,
        roles={api.Role.WINDOW, api.Role.ACCEPTOR},
        password=PASSWORD,
        post="综合窗口",
        phone="0826-2221001",
    )


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=False)


def sign_in(browser: Client, identifier: str, password: str = PASSWORD, **extra: str) -> Any:
    return browser.post("/login/", {"username": identifier, "password": password, **extra})
