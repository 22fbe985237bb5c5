"""Pages: holders see their own, strangers nothing, and anybody may check a code."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest
from django.test import Client

from tests.contexts.licences.conftest import NUMBER, issue, sign_in, staff
from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api
from yimen.contexts.licences.web import citizen
from yimen.platform.wallclock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]


@pytest.fixture(autouse=True)
def spring():
    with standing_at(datetime(2026, 4, 1, 9, 0)):
        yield


@pytest.fixture
def licence(person):
    return issue(person)


@pytest.fixture
def holder(browser, person):
    sign_in(browser, "wangxiulan")
    return browser


def text(response) -> str:
    return response.content.decode()


def test_every_route_carries_a_rule():
    assert all(hasattr(pattern.callback, "access_rule") for pattern in citizen.urlpatterns)


def test_the_list_shows_ones_own_licences(holder, licence):
    page = text(holder.get("/licences/"))
    assert "食品经营许可证" in page
    assert f"/licences/{licence.id}/" in page


def test_an_empty_list_says_what_to_do(browser, stranger):
    sign_in(browser, "laojiefang")
    assert "您还没有电子证照" in text(browser.get("/licences/"))


def test_a_visitor_is_sent_to_sign_in(browser, licence):
    for path in ("/licences/", f"/licences/{licence.id}/", f"/licences/{licence.id}/file/"):
        assert browser.get(path).headers["Location"].startswith("/login/?next=")


def test_nobody_else_learns_that_a_licence_exists(browser, stranger, licence):
    sign_in(browser, "laojiefang")
    for path in (f"/licences/{licence.id}/", f"/licences/{licence.id}/file/", f"/licences/{uuid.uuid4()}/"):
        response = browser.get(path)
        assert response.status_code == 404
        assert "王秀兰" not in text(response)


def test_staff_of_another_body_see_nothing_and_of_the_issuer_everything(licence):
    staff("区市监局", "other", identity.Role.REVIEWER)
    staff("区行政审批局", "window", identity.Role.WINDOW)
    answers = {}
    for login in ("other", "window"):
        browser = Client()
        sign_in(browser, login)
        answers[login] = browser.get(f"/licences/{licence.id}/").status_code
    assert answers == {"other": 404, "window": 200}


def test_the_detail_shows_facts_code_and_uses(holder, person, licence):
    api.use(licence.id, purpose="办理公共场所卫生许可", subject="case:9", actor=person.ref)
    page = text(holder.get(f"/licences/{licence.id}/"))
    for value in ("思源大道88号", "<svg", "办理公共场所卫生许可", licence.verify_path, licence.identifier):
        assert value in page
    assert NUMBER not in page


def test_the_download_is_a_pdf_and_is_written_down(holder, person, licence):
    response = holder.get(f"/licences/{licence.id}/file/")
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("attachment;")
    assert [use.purpose for use in api.uses_of(licence.id, person)] == ["持证人下载"]


def test_the_verification_page_is_open_and_masks_a_person(browser, licence):
    page = text(browser.get(licence.verify_path))
    for value in (
        "食品经营许可证",
        "王**",
        "有效",
        "证照真实，目前有效。",
        licence.identifier,
        "2026年4月1日",
    ):
        assert value in page
    for secret in ("王秀兰", NUMBER, "思源大道"):
        assert secret not in page


def test_the_verification_page_names_a_firm_in_full(browser, stranger):
    page = text(browser.get(issue(stranger).verify_path))
    assert "广安老街坊餐饮有限公司" in page
    assert "91511602MA0DEM013L" in page


def test_the_verification_page_shows_a_change_at_once(browser, licence):
    api.suspend(licence.id, actor=identity.SYSTEM, reason="限期整改")
    page = text(browser.get(licence.verify_path))
    assert "暂扣期间不能使用" in page
    assert "目前有效" not in page


def test_a_forged_code_is_told_to_be_one(browser):
    response = browser.get("/verify/AAAAAAAAAAAAAAAAAAAAAA/")
    assert response.status_code == 404
    assert "可能是伪造的" in text(response)


def test_anybody_may_have_the_authoritys_certificate(browser):
    response = browser.get("/ca.pem")
    assert response.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in response.content


def test_a_list_takes_the_same_queries_however_long_it_is(holder, person, django_assert_max_num_queries):
    for _ in range(25):
        issue(person)
    with django_assert_max_num_queries(12):
        page = text(holder.get("/licences/"))
    assert "第 1 页，共 2 页" in page
    assert holder.get("/licences/?page=abc").status_code == 200


def test_pages_carry_no_inline_style_or_script(holder, licence):
    for path in ("/licences/", f"/licences/{licence.id}/", licence.verify_path):
        page = text(holder.get(path))
        assert " style=" not in page
        assert "<script>" not in page
