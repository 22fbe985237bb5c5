"""A body, a holder, a firm, a type of licence, and licences issued to them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api
from yimen.contexts.regions import api as regions

PASSWORD = "yimen-demo-2026"
BODY = "区行政审批局"
USCC = "115113016823646795"
TYPE = f"{USCC}001"
NUMBER = "32030319850615002X"
FACTS = {
    "经营者名称": "王秀兰副食店",
    "经营场所": "四川省广安市广安区思源大道88号附12号",
    "经营项目": "热食类食品制售",
}


@pytest.fixture(autouse=True)
def own_house(settings: Any, tmp_path_factory: pytest.TempPathFactory, request: Any) -> None:
    folder = tmp_path_factory.getbasetemp() / "licences"
    folder.mkdir(exist_ok=True)
    settings.DATA_DIR = folder
    settings.PUBLIC_URL = "https://zwfw.example.cn"
    settings.ROOT_URLCONF = "tests.contexts.licences.urls"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder / "files")},
    }
    settings.STORAGES = {**settings.STORAGES, "default": storage}


@pytest.fixture
def kind(db: None) -> api.TypeData:
    return api.register_type(code=TYPE, name="食品经营许可证", issuer=BODY, validity_months=60)


@pytest.fixture
def single(db: None) -> api.TypeData:
    return api.register_type(code=f"{USCC}003", name="农药经营许可证", issuer=BODY, one_per_holder=True)


@pytest.fixture
def person(db: None) -> identity.Actor:
    return identity.register_person(
        name="王秀兰",
        number_kind="citizen_id",
        number=NUMBER,
        phone="13800000001",
        password=PASSWORD,
        login_name="wangxiulan",
    )


@pytest.fixture
def stranger(db: None) -> identity.Actor:
    return identity.register_company(
        name="广安老街坊餐饮有限公司",
        uscc="91511602MA0DEM013L",
        representative="张德明",
        phone="0826-2222222",
        password=PASSWORD,
        login_name="laojiefang",
    )


@pytest.fixture
def officer(db: None) -> identity.Actor:
    return staff(BODY, "decider", identity.Role.DECIDER)


def staff(body: str, login: str, role: identity.Role) -> identity.Actor:
    organisation = regions.ensure_organisation(name=body, uscc=USCC if body == BODY else "")
    return identity.create_staff(
        login_name=login,
        name="陈志远",
        organisation_id=organisation.id,
        roles={role},
        password=PASSWORD,
        phone="0826-2221001",
    )


def issue(holder: identity.Actor, type_code: str = TYPE, **changes: Any) -> api.LicenceData:
    given: dict[str, Any] = {
        "type_code": type_code,
        "issuer_name": BODY,
        "issuer_uscc": USCC,
        "holder": identity.party(holder.party_id),
        "facts": FACTS,
        "valid_from": date(2026, 3, 16),
        "valid_until": date(2031, 3, 15),
        "subject": f"case:{uuid.uuid4()}",
    }
    return api.issue(**{**given, **changes})


@pytest.fixture
def browser() -> Client:
    return Client()


def sign_in(browser: Client, login: str) -> None:
    browser.post("/login/", {"username": login, "password": PASSWORD})
