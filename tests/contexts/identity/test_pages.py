from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.contexts.identity.conftest import COMPANY, PASSWORD, PERSON, sign_in
from yimen.contexts.identity import api
from yimen.contexts.identity.web import citizen

pytestmark = pytest.mark.django_db
PERSON_TYPED = {**PERSON, "password_again": PASSWORD, "consent": "on", "address": "演示路1号"}
COMPANY_TYPED = {**COMPANY, "password_again": PASSWORD, "consent": "on"}


class TestRegistering:
    def test_a_person_is_signed_in_and_goes_on_to_where_they_were(self, browser: Client) -> None:
        answer = browser.post("/register/person/", {**PERSON_TYPED, "next": "/cases/"})
        assert answer["Location"] == "/cases/"
        assert browser.get("/cases/").content.decode() == "person 王秀兰"

    def test_a_company_is_signed_in(self, browser: Client) -> None:
        assert browser.post("/register/company/", COMPANY_TYPED)["Location"] == "/"

    @pytest.mark.parametrize(
        ("path", "typed", "broken"),
        [
            ("/register/person/", PERSON_TYPED, {"number": "320302199003070014", "phone": "12"}),
            ("/register/company/", COMPANY_TYPED, {"uscc": "11440000006939799T", "phone": "12"}),
        ],
    )
    def test_mistakes_stand_beside_their_fields_and_what_was_typed_is_kept_but_passwords(
        self, browser: Client, path: str, typed: dict[str, str], broken: dict[str, str]
    ) -> None:
        answer = browser.post(path, {**typed, **broken, "name": "甲<乙>"})
        page = answer.content.decode()
        assert answer.status_code == 422
        for key, value in broken.items():
            assert f'id="id_{key}_error"' in page
            assert f'href="#id_{key}"' in page
            assert f'value="{value}"' in page
            assert re.search(
                rf'name="{key}"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*id_{key}_error', page
            )
        assert "甲&lt;乙&gt;" in page
        assert PASSWORD not in page
        assert browser.get("/me/").status_code == 302

    def test_passwords_must_agree_and_consent_be_given(self, browser: Client) -> None:
        answer = browser.post("/register/person/", {**PERSON_TYPED, "password_again": "other", "consent": ""})
        page = answer.content.decode()
        assert "两次填写的密码不一致" in page
        assert "同意后才能注册" in page
        assert api.party_with_number(PERSON["number"]) is None

    def test_a_taken_number_is_said_beside_the_number(self, browser: Client, person: api.Actor) -> None:
        page = browser.post("/register/person/", {**PERSON_TYPED, "name": "李建国"}).content.decode()
        assert 'id="id_number_error"' in page
        assert "已经注册过账号" in page
        assert "王秀兰" not in page

    def test_nothing_at_all_is_answered_field_by_field(self, browser: Client) -> None:
        page = browser.post("/register/person/", {}).content.decode()
        for key in ("name", "number_kind", "phone", "password", "consent"):
            assert f'id="id_{key}_error"' in page


class TestSignInPage:
    def test_asks_for_both_and_keeps_the_name(self, browser: Client, db: None) -> None:
        page = browser.post("/login/", {"username": "wangxiulan"}).content.decode()
        assert 'value="wangxiulan"' in page
        assert "请填写密码" in page

    def test_never_shows_the_password_again(self, browser: Client, db: None) -> None:
        assert "wrong-password" not in sign_in(browser, "nobody", "wrong-password").content.decode()

    @pytest.mark.parametrize("path", ["/login/", "/register/person/", "/register/company/"])
    def test_works_without_script_and_is_never_cached(self, browser: Client, path: str) -> None:
        answer = browser.get(path)
        page = answer.content.decode()
        assert '<form method="post"' in page
        assert "csrfmiddlewaretoken" in page
        assert "onclick" not in page
        assert "no-store" in answer["Cache-Control"]


class TestMe:
    def test_shows_a_person_masked(self, browser: Client, person: api.Actor) -> None:
        sign_in(browser, "wangxiulan")
        page = browser.get("/me/").content.decode()
        main = page[page.index("<main") : page.index("</main")]
        assert "居民身份证" in main
        assert "王**" in main
        assert "仅供演示" in main
        for secret in (PERSON["number"], PERSON["phone"], "秀兰"):
            assert secret not in main

    def test_shows_a_company(self, browser: Client, company: api.Actor) -> None:
        sign_in(browser, "laojiefang")
        assert "广安老街坊餐饮有限公司" in browser.get("/me/").content.decode()

    def test_tells_honestly_that_nobody_checked(self, browser: Client) -> None:
        browser.post("/register/person/", {**PERSON_TYPED, "name": "王秀蓝"})
        page = browser.get("/me/").content.decode()
        assert "已登记，未核验" in page
        assert "窗口核验" in page

    def test_shows_staff_their_roles(self, browser: Client, clerk: api.Actor) -> None:
        sign_in(browser, "window")
        page = browser.get("/me/").content.decode()
        assert "窗口人员、受理人" in page
        assert "区行政审批局" in page

    def test_sends_strangers_to_the_door(self, browser: Client, db: None) -> None:
        assert browser.get("/me/")["Location"] == "/login/?next=/me/"


class TestElderMode:
    def test_is_switched_on_and_off_and_remembered(self, browser: Client) -> None:
        answer = browser.post("/elder/", {"on": "1", "next": "/login/"})
        assert answer["Location"] == "/login/"
        assert browser.cookies["elder"].value == "1"
        assert int(browser.cookies["elder"]["max-age"]) > 300 * 24 * 3600
        assert 'class="elder"' in browser.get("/login/").content.decode()
        browser.post("/elder/", {"on": "0"})
        assert 'class="elder"' not in browser.get("/login/").content.decode()

    def test_without_a_choice_it_is_turned_over(self, browser: Client) -> None:
        browser.post("/elder/")
        assert browser.cookies["elder"].value == "1"
        browser.post("/elder/")
        assert browser.cookies["elder"].value == ""

    def test_leads_to_no_other_host(self, browser: Client) -> None:
        assert browser.post("/elder/", {"on": "1", "next": "//evil.example"})["Location"] == "/"

    def test_is_no_link(self, browser: Client) -> None:
        assert browser.get("/elder/").status_code == 405


def test_every_route_carries_an_access_rule() -> None:
    for route in citizen.urlpatterns:
        assert hasattr(route.callback, "access_rule"), route.name
