from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.contexts.identity.conftest import COMPANY, PASSWORD, PERSON
from yimen.contexts.identity import api
from yimen.contexts.identity.ports import RealNameAnswer
from yimen.kernel.errors import Conflict, InvalidInput
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db


def mistakes(**changes: str) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        api.register_person(**{**PERSON, **changes})
    return refused.value.errors


class TestAPerson:
    def test_is_known_by_account_and_party(self, person: api.Actor) -> None:
        assert person.kind == "person"
        assert api.actor_of(person.account_id) == person
        assert api.account_of_party(person.party_id) == person.account_id

    def test_is_printed_in_clear_and_shown_masked(self, person: api.Actor) -> None:
        party = api.party(person.party_id)
        assert (party.name, party.number, party.phone) == ("王秀兰", "32030319850615002X", "13800000001")
        assert party.masked_name == "王**"
        assert party.masked_number.startswith("320")
        assert party.masked_number.endswith("002X")
        assert "19850615" not in party.masked_number
        assert party.masked_phone != party.phone

    @pytest.mark.parametrize(
        ("kind", "number"),
        [
            ("citizen_id", "11010519491231002X"),
            ("citizen_id", "810000199408230021"),
            ("citizen_id", "830000199201300022"),
            ("citizen_id", "911124198108030024"),
            ("home_return_permit", "H12345678"),
            ("taiwan_permit", "12345678"),
            ("passport", "E12345678"),
        ],
    )
    def test_may_come_with_any_accepted_document(self, kind: str, number: str) -> None:
        actor = api.register_person(**{**PERSON, "number_kind": kind, "number": number})
        assert api.party(actor.party_id).number == number

    def test_may_type_full_width_small_letters_and_blanks(self) -> None:
        actor = api.register_person(**{**PERSON, "number": " ３２０３０３ 19850615 002x "})
        assert api.party(actor.party_id).number == "32030319850615002X"

    @pytest.mark.parametrize(
        ("number", "word"),
        [
            ("", "请填写证件号码"),
            ("320302199003070014", "校验码不正确"),
            ("310101198403300083", "校验码不正确"),
            ("3203021990030700", "应为18位，您填写的是16位"),
            ("990302199003070018", "行政区划"),
            ("320303198513150020", "不是真实的出生日期"),
            ("32030319850615O02X", "应为数字"),
        ],
    )
    def test_is_told_precisely_what_is_wrong_with_the_number(self, number: str, word: str) -> None:
        assert word in mistakes(number=number)["number"]

    def test_is_told_of_all_mistakes_at_once(self) -> None:
        wrong = mistakes(name="", number="1", phone="12", password="123")
        assert wrong.keys() == {"name", "number", "phone", "password"}

    @pytest.mark.parametrize("kind", ["", "uscc", "hong_kong_macao_pass"])
    def test_must_choose_an_accepted_document(self, kind: str) -> None:
        assert mistakes(number_kind=kind) == {"number_kind": "请选择证件类型。"}

    @pytest.mark.parametrize("phone", ["", "1380000000", "23800000001", "138000000012", "一三八"])
    def test_needs_a_mobile_number(self, phone: str) -> None:
        assert mistakes(phone=phone).keys() == {"phone"}

    @pytest.mark.parametrize("name", ["", "   ", "王<b>", "12", "王\x00兰", "王\u202e兰", "王" * 51])
    def test_needs_a_name_of_letters(self, name: str) -> None:
        assert mistakes(name=name).keys() == {"name"}

    @pytest.mark.parametrize("name", ["买买提·艾力", "Anna O'Neil", "欧阳 修", "𠮷野"])
    def test_may_have_a_name_of_any_people(self, name: str) -> None:
        assert api.register_person(**{**PERSON, "name": name}).name == name

    @pytest.mark.parametrize("password", ["", "short1", "1234567890", "password", "x" * 129])
    def test_needs_a_password_that_is_not_guessed(self, password: str) -> None:
        assert mistakes(password=password).keys() == {"password"}

    def test_under_14_is_registered_by_a_guardian(self) -> None:
        """个人信息保护法第31条."""
        with standing_at(datetime(1999, 6, 14, 12)):
            assert "监护人" in mistakes()["number"]
        with standing_at(datetime(1999, 6, 15, 12)):
            assert api.register_person(**PERSON).kind == "person"

    def test_is_not_registered_before_birth(self) -> None:
        with standing_at(datetime(1980, 1, 1)):
            assert "晚于今天" in mistakes()["number"]


class TestANumberThatIsTaken:
    def test_opens_no_second_account_and_tells_nothing(self, person: api.Actor) -> None:
        other = {**PERSON, "name": "李建国", "phone": "13900000009"}
        with pytest.raises(Conflict) as refused:
            api.register_person(**other)
        assert refused.value.field == "number"
        for secret in ("王", "秀兰", "138", "wangxiulan"):
            assert secret not in refused.value.message

    def test_is_the_same_after_the_permit_was_renewed(self) -> None:
        api.register_person(**{**PERSON, "number_kind": "home_return_permit", "number": "H1234567800"})
        with pytest.raises(Conflict):
            api.register_person(**{**PERSON, "number_kind": "home_return_permit", "number": "H1234567801"})

    def test_opens_no_second_company(self, company: api.Actor) -> None:
        with pytest.raises(Conflict) as refused:
            api.register_company(**{**COMPANY, "name": "另一家公司"})
        assert refused.value.field == "uscc"
        assert "老街坊" not in refused.value.message


class TestACompany:
    def test_is_known_by_its_code(self, company: api.Actor) -> None:
        party = api.party(company.party_id)
        assert (company.kind, party.kind, party.number_kind) == ("company", "company", "uscc")
        assert party.representative == "张德明"

    @pytest.mark.parametrize(
        ("uscc", "word"),
        [
            ("", "请填写统一社会信用代码"),
            ("11440000006939799T", "校验码不正确"),
            ("123201007453944323", "校验码不正确"),
            ("91511602MA0DEM0", "应为18位"),
            ("91511602MAODEM013L", "不含I、O"),
        ],
    )
    def test_is_told_precisely_what_is_wrong_with_the_code(self, uscc: str, word: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            api.register_company(**{**COMPANY, "uscc": uscc})
        assert word in refused.value.errors["uscc"]

    @pytest.mark.parametrize("phone", ["0826-2222222", "08262222222", "13800000001", "+86 138 0000 0001"])
    def test_may_give_a_land_line(self, phone: str) -> None:
        assert api.register_company(**{**COMPANY, "phone": phone}).kind == "company"


class TestTheRealNameCheck:
    def test_raises_the_assurance_when_name_and_number_agree(self, person: api.Actor) -> None:
        assert person.assurance == 2
        assert "演示" in api.profile_of(person).checked_by

    def test_leaves_it_when_they_do_not(self) -> None:
        actor = api.register_person(**{**PERSON, "name": "王秀蓝"})
        profile = api.profile_of(actor)
        assert (actor.assurance, profile.checked_by) == (1, "")
        assert profile.assurance_name == "已登记，未核验"

    def test_leaves_it_where_no_register_is_connected(self, settings: Any) -> None:
        settings.DEMO = False
        assert api.register_person(**PERSON).assurance == 1

    def test_asks_the_register_that_was_put_in_place(self) -> None:
        class Ministry:
            def check(self, *, number_kind: str, number: str, name: str) -> RealNameAnswer:
                return RealNameAnswer(matched=name == "钱多多", source="公安机关")

        api.use_real_name_port(Ministry())
        try:
            actor = api.register_person(**{**PERSON, "name": "钱多多"})
        finally:
            api.use_real_name_port(None)
        assert api.profile_of(actor).checked_by == "公安机关"

    def test_confirms_a_company_too(self, company: api.Actor) -> None:
        assert company.assurance == 2


class TestReading:
    def test_many_parties_take_two_queries(
        self, person: api.Actor, company: api.Actor, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(2):
            found = api.parties([person.party_id, company.party_id])
        assert {party.kind for party in found.values()} == {"person", "company"}

    def test_a_clerk_finds_a_party_by_the_number_on_the_document(
        self, person: api.Actor, company: api.Actor
    ) -> None:
        assert api.party_with_number("32030319850615002x").id == person.party_id  # type: ignore[union-attr]
        assert api.party_with_number(COMPANY["uscc"]).id == company.party_id  # type: ignore[union-attr]
        assert api.party_with_number("110101199003074477") is None

    def test_the_login_name_of_a_citizen_says_nothing_of_them(self) -> None:
        actor = api.register_person(**PERSON)
        login_name = api.profile_of(actor).login_name
        assert PERSON["number"] not in login_name
        assert PASSWORD not in login_name
