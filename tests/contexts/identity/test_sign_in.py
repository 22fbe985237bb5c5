from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.contexts.identity.conftest import COMPANY, PASSWORD, PERSON, sign_in
from yimen.contexts.identity import api

pytestmark = pytest.mark.django_db
UNKNOWN = "110101199003074477"


def is_inside(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


class TestSigningIn:
    @pytest.mark.parametrize(
        "identifier",
        [
            "wangxiulan",
            " WangXiulan ",
            "32030319850615002X",
            "32030319850615002x",
            "13800000001",
            "+86 138-0000-0001",
            "１３８０００００００１",
        ],
    )
    def test_a_person_may_use_login_name_number_or_telephone(
        self, browser: Client, person: api.Actor, identifier: str
    ) -> None:
        assert sign_in(browser, identifier).status_code == 302
        assert is_inside(browser)

    @pytest.mark.parametrize(
        "identifier", ["laojiefang", COMPANY["uscc"], COMPANY["uscc"].lower(), "08262222222"]
    )
    def test_a_company_may_use_its_code(self, browser: Client, company: api.Actor, identifier: str) -> None:
        assert sign_in(browser, identifier).status_code == 302

    def test_staff_land_on_their_desk_and_citizens_on_their_account(
        self, person: api.Actor, clerk: api.Actor
    ) -> None:
        assert sign_in(Client(), "window")["Location"] == "/desk/"
        assert sign_in(Client(), "wangxiulan")["Location"] == "/"

    def test_a_telephone_of_two_accounts_opens_neither(self, browser: Client, person: api.Actor) -> None:
        api.register_company(**{**COMPANY, "phone": PERSON["phone"]})
        assert sign_in(browser, PERSON["phone"]).status_code == 422

    def test_a_closed_account_stays_out(self, browser: Client, person: api.Actor) -> None:
        get_user_model().objects.filter(pk=person.account_id).update(is_active=False)
        assert sign_in(browser, "wangxiulan").status_code == 422

    def test_an_account_closed_meanwhile_is_out_at_once(self, browser: Client, person: api.Actor) -> None:
        sign_in(browser, "wangxiulan")
        get_user_model().objects.filter(pk=person.account_id).update(is_active=False)
        assert not is_inside(browser)

    def test_signing_out_ends_the_session_and_twice_does_no_harm(
        self, browser: Client, person: api.Actor
    ) -> None:
        sign_in(browser, "wangxiulan")
        assert browser.post("/logout/").status_code == 302
        assert not is_inside(browser)
        assert browser.post("/logout/").status_code == 302

    def test_a_link_cannot_sign_anybody_out(self, browser: Client, person: api.Actor) -> None:
        sign_in(browser, "wangxiulan")
        assert browser.get("/logout/").status_code == 405
        assert is_inside(browser)

    def test_forms_of_other_sites_are_refused(self, person: api.Actor) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert sign_in(strict, "wangxiulan").status_code == 403


class TestTheSession:
    def test_gets_a_new_key_so_that_a_planted_one_is_worth_nothing(
        self, browser: Client, person: api.Actor
    ) -> None:
        planted = browser.session
        planted["planted"] = True
        planted.save()
        browser.cookies["sessionid"] = planted.session_key
        sign_in(browser, "wangxiulan")
        assert browser.cookies["sessionid"].value != planted.session_key
        attacker = Client()
        attacker.cookies["sessionid"] = planted.session_key
        assert not is_inside(attacker)

    def test_of_one_person_is_not_carried_to_another(
        self, browser: Client, person: api.Actor, company: api.Actor
    ) -> None:
        sign_in(browser, "wangxiulan")
        first = browser.session
        first["draft"] = "secret"
        first.save()
        sign_in(browser, "laojiefang")
        assert "draft" not in browser.session

    def test_costs_one_query_for_the_actor_whatever_the_roles(
        self, browser: Client, clerk: api.Actor, django_assert_num_queries: Any
    ) -> None:
        sign_in(browser, "window")
        with django_assert_num_queries(3):  # session, actor, profile of the page itself
            browser.get("/me/")

    def test_of_a_visitor_costs_none(self, browser: Client, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            browser.get("/login/")


class TestNext:
    @pytest.mark.parametrize("wanted", ["/cases/", "/cases/?page=2", "http://testserver/cases/"])
    def test_leads_back_to_a_page_of_this_host(self, browser: Client, person: api.Actor, wanted: str) -> None:
        assert sign_in(browser, "wangxiulan", next=wanted)["Location"] == wanted

    @pytest.mark.parametrize(
        "wanted",
        [
            "https://evil.example/",
            "//evil.example/",
            "///evil.example/",
            "\\\\evil.example",
            "javascript:alert(1)",
            "http:evil.example",
            "/\\evil.example",
            "\thttps://evil.example",
            "http://testserver@evil.example/",
            "http://testserver.evil.example/",
        ],
    )
    def test_never_leads_to_another_host(self, browser: Client, person: api.Actor, wanted: str) -> None:
        assert sign_in(browser, "wangxiulan", next=wanted)["Location"] == "/"
        page = browser.get("/login/", {"next": wanted}).content.decode()
        assert "evil" not in page[page.index("<main") :]

    def test_a_stranger_comes_back_to_where_the_door_was(self, browser: Client, person: api.Actor) -> None:
        refused = browser.get("/cases/?page=2")
        assert refused["Location"] == "/login/?next=/cases/%3Fpage%3D2"
        page = browser.get(refused["Location"]).content.decode()
        assert 'name="next" value="/cases/?page=2"' in page


class TestGuessing:
    def test_an_unknown_account_and_a_wrong_password_look_the_same(
        self, browser: Client, person: api.Actor
    ) -> None:
        wrong = sign_in(browser, "32030319850615002X", "wrong-password")
        unknown = sign_in(browser, UNKNOWN, "wrong-password")
        assert wrong.status_code == unknown.status_code == 422
        strip = lambda page, typed: page.content.decode().replace(typed, "")  # noqa: E731
        tokens = "csrfmiddlewaretoken"
        assert [line for line in strip(wrong, "32030319850615002X").splitlines() if tokens not in line] == [
            line for line in strip(unknown, UNKNOWN).splitlines() if tokens not in line
        ]

    def test_a_wrong_password_and_an_unknown_account_both_hash_once(
        self, browser: Client, person: api.Actor, settings: Any
    ) -> None:
        """Else the time of the answer would tell which accounts exist."""
        settings.PASSWORD_HASHERS = ["tests.contexts.identity.counting.CountingHasher"]
        from tests.contexts.identity.counting import CountingHasher

        account = get_user_model().objects.get(pk=person.account_id)
        account.set_password(PASSWORD)
        account.save()
        counts = []
        for identifier in ("wangxiulan", UNKNOWN):
            CountingHasher.count = 0
            sign_in(browser, identifier, "wrong-password")
            counts.append(CountingHasher.count)
        assert counts == [1, 1]

    @pytest.mark.parametrize("identifier", ["32030319850615002X", UNKNOWN])
    def test_stops_after_five_failures_whether_the_account_exists_or_not(
        self, browser: Client, person: api.Actor, identifier: str
    ) -> None:
        answers = [sign_in(browser, identifier, f"wrong-{n}") for n in range(5)]
        assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
        page = answers[-1].content.decode()
        assert "15分钟" in page
        assert answers[-1]["Retry-After"] == "900"
        assert sign_in(browser, identifier).status_code == 429
        assert not is_inside(browser)

    def test_counts_all_identifiers_of_one_account_together(self, browser: Client, person: api.Actor) -> None:
        for identifier in ("wangxiulan", PERSON["number"], PERSON["phone"], "wangxiulan", PERSON["number"]):
            sign_in(browser, identifier, "wrong")
        assert sign_in(browser, "wangxiulan").status_code == 429

    def test_of_one_account_does_not_lock_another(
        self, browser: Client, person: api.Actor, company: api.Actor
    ) -> None:
        for n in range(5):
            sign_in(browser, "wangxiulan", f"wrong-{n}")
        assert sign_in(browser, "laojiefang").status_code == 302

    def test_is_forgiven_after_a_quarter_of_an_hour(self, browser: Client, person: api.Actor) -> None:
        for n in range(5):
            sign_in(browser, "wangxiulan", f"wrong-{n}")
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
        assert sign_in(browser, "wangxiulan").status_code == 302

    def test_starts_anew_after_a_success(self, browser: Client, person: api.Actor) -> None:
        for _ in range(2):
            for n in range(4):
                sign_in(browser, "wangxiulan", f"wrong-{n}")
            assert sign_in(browser, "wangxiulan").status_code == 302

    @pytest.mark.parametrize("identifier", ["x" * 500, "\x00", "'; DROP TABLE", "１３８", "🙂", "wang\r\nx"])
    def test_strange_input_is_a_wrong_name_and_no_fault(
        self, browser: Client, db: None, identifier: str
    ) -> None:
        assert sign_in(browser, identifier, "x" * 100_000).status_code == 422

    def test_leaves_no_number_in_the_table_of_attempts(self, browser: Client, person: api.Actor) -> None:
        for identifier in (PERSON["number"], PERSON["phone"], UNKNOWN):
            sign_in(browser, identifier, "wrong")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM axes_accessattempt")
            stored = repr(cursor.fetchall())
        for secret in (PERSON["number"], PERSON["phone"], UNKNOWN, "wrong"):
            assert secret not in stored
