from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.contexts.identity.conftest import PASSWORD, PERSON, sign_in
from yimen.contexts.identity import api
from yimen.contexts.identity.models import AccessToken
from yimen.platform import wallclock
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db


def ask_token(login: str = "wangxiulan", password: str = PASSWORD) -> Any:
    return Client().post(
        "/api/v1/tokens", {"login": login, "password": password}, content_type="application/json"
    )


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


class TestAToken:
    def test_acts_for_its_account(self, person: api.Actor) -> None:
        answer = ask_token()
        assert answer.status_code == 201
        me = Client().get("/api/v1/me", headers=bearer(answer.json()["token"])).json()
        assert me["account_id"] == str(person.account_id)
        assert (me["kind"], me["assurance"]) == ("person", 2)
        assert PERSON["number"] not in str(me)

    def test_tells_roles_and_organisation_of_staff(self, clerk: api.Actor) -> None:
        token = ask_token("window").json()["token"]
        me = Client().get("/api/v1/me", headers=bearer(token)).json()
        assert me["roles"] == ["acceptor", "window"]
        assert me["organisation_id"] == str(clerk.organisation_id)

    def test_is_kept_only_as_a_digest(self, person: api.Actor) -> None:
        token = ask_token().json()["token"]
        assert token not in str(AccessToken.objects.values_list())

    def test_costs_one_query_to_redeem(self, clerk: api.Actor, django_assert_num_queries: Any) -> None:
        token = api.issue_token(account_id=clerk.account_id).token  # type: ignore[arg-type]
        with django_assert_num_queries(1):
            assert api.actor_of_token(token) == clerk

    def test_ends_after_eight_hours(self, person: api.Actor) -> None:
        token = ask_token().json()["token"]
        with standing_at(wallclock.now() + timedelta(hours=7, minutes=59)):
            assert api.actor_of_token(token) == person
        with standing_at(wallclock.now() + timedelta(hours=8, seconds=1)):
            assert api.actor_of_token(token) is None
            assert api.purge_expired() == 1

    def test_ends_when_it_is_revoked(self, person: api.Actor) -> None:
        token = ask_token().json()["token"]
        assert Client().delete("/api/v1/tokens/current", headers=bearer(token)).status_code == 204
        assert Client().get("/api/v1/me", headers=bearer(token)).status_code == 401
        assert Client().delete("/api/v1/tokens/current", headers=bearer(token)).status_code == 401

    def test_ends_with_its_account(self, person: api.Actor) -> None:
        token = ask_token().json()["token"]
        get_user_model().objects.filter(pk=person.account_id).update(is_active=False)
        assert Client().get("/api/v1/me", headers=bearer(token)).status_code == 401

    @pytest.mark.parametrize("token", ["", "ymt_", "ymt_guess", "🙂", "x" * 5000])
    def test_that_was_made_up_opens_nothing(self, person: api.Actor, token: str) -> None:
        assert Client().get("/api/v1/me", headers=bearer(token)).status_code == 401


class TestGuessingAtTheTokenEndpoint:
    def test_tells_nothing_about_accounts(self, person: api.Actor) -> None:
        wrong, unknown = ask_token(password="wrong"), ask_token("nobody", "wrong")
        assert wrong.status_code == unknown.status_code == 401
        assert wrong.json() == unknown.json()

    def test_stops_after_five_failures(self, person: api.Actor) -> None:
        assert [ask_token(password=f"w{n}").status_code for n in range(5)] == [401, 401, 401, 401, 429]
        answer = ask_token()
        assert answer.status_code == 429
        assert answer.json()["code"] == "locked_out"
        assert "15分钟" in answer.json()["message"]

    def test_counts_together_with_the_page(self, person: api.Actor) -> None:
        for n in range(3):
            ask_token(PERSON["number"], f"w{n}")
        for n in range(2):
            sign_in(Client(), "wangxiulan", f"w{n}")
        assert ask_token().status_code == 429
        assert sign_in(Client(), "wangxiulan").status_code == 429

    def test_starts_anew_after_a_success(self, person: api.Actor) -> None:
        for _ in range(2):
            for n in range(4):
                ask_token(password=f"w{n}")
            assert ask_token().status_code == 201


class TestABrowser:
    def test_may_read_with_its_session(self, browser: Client, person: api.Actor) -> None:
        sign_in(browser, "wangxiulan")
        assert browser.get("/api/v1/me").json()["login_name"] == "wangxiulan"

    def test_needs_the_csrf_token_for_acts(self, person: api.Actor) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(get_user_model().objects.get(pk=person.account_id))
        assert strict.post("/api/v1/echo").status_code == 403
        strict.get("/login/")
        token = strict.cookies["csrftoken"].value
        assert strict.post("/api/v1/echo", headers={"X-CSRFToken": token}).json() == {"kind": "person"}

    def test_cannot_hide_behind_a_bad_token(self, browser: Client, person: api.Actor) -> None:
        sign_in(browser, "wangxiulan")
        assert browser.get("/api/v1/me", headers=bearer("ymt_bad")).status_code == 401

    def test_with_a_token_needs_no_csrf(self, person: api.Actor) -> None:
        token = ask_token().json()["token"]
        strict = Client(enforce_csrf_checks=True)
        assert strict.post("/api/v1/echo", headers=bearer(token)).json() == {"kind": "person"}

    def test_unknown_is_asked_to_sign_in(self, browser: Client, db: None) -> None:
        assert browser.get("/api/v1/me").status_code == 401
        assert browser.post("/api/v1/echo").status_code == 401
