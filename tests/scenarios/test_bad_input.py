"""Bad input over HTTP: 4xx, words a person understands, and nothing changed."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import everything
from tests.district import COMPANY, FOOD, PDF, SLUGS, actor, answers_for, item
from tests.scenarios.by_http import V1, Caller
from yimen.contexts.cases.models import Case

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture
def citizen(district):
    return Caller("wangxiulan")


@pytest.fixture
def acceptor(district):
    return Caller("acceptor")


def refused(answer, *statuses: int) -> dict:
    """Return the problem of an answer that refuses, after looking at its words."""
    assert answer.status_code in statuses, (answer.status_code, answer.content.decode())
    problem = answer.json()
    assert problem["code"]
    words = [problem["message"], *(problem.get("errors") or {}).values()]
    for text in words:
        assert CHINESE.search(text), text
        assert not set(ENGLISH.findall(text)) - {"JSON", "true", "false"}, text
    return problem


class unchanged:
    """Within this block nothing may happen to the case."""

    def __init__(self, case: str) -> None:
        self.case = case

    def __enter__(self) -> None:
        self.before = everything(self.case)

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            assert everything(self.case) == self.before


def operator_page(**changes: str) -> dict:
    content = item(FOOD).content
    answers = {**answers_for(content, {}), **changes}
    return {"answers": {field.key: answers[field.key] for field in content.groups[0].fields}}


class TestAnswers:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("uscc", "91511602MA0DEM013X"),
            ("uscc", "9151160"),
            ("phone", "110"),
            ("operator_name", ""),
            ("operator_name", "\x00"),
        ],
    )
    def test_a_wrong_value_is_named_beside_its_field(self, citizen, key, value):
        case = citizen.draft(FOOD, fill=False, upload=False)
        with unchanged(case):
            problem = refused(
                citizen.put(f"/cases/{case}/answers/operator", operator_page(**{key: value})), 422
            )
        assert list(problem["errors"]) == [key]

    def test_a_page_that_is_not_in_the_form(self, citizen):
        case = citizen.draft(FOOD, fill=False, upload=False)
        with unchanged(case):
            refused(citizen.put(f"/cases/{case}/answers/hobbies", {"answers": {}}), 404)


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "name", "kind"),
        [
            (b"MZ" + b"\x90" * 500, "plan.pdf", "application/pdf"),
            (b"<html><script>alert(1)</script></html>", "plan.pdf", "application/pdf"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "plan.png", "image/png"),
            (b"plain words", "plan.pdf", "application/pdf"),
            (b"", "plan.pdf", "application/pdf"),
        ],
    )
    def test_of_a_wrong_type_are_refused_by_what_is_in_them(self, citizen, content, name, kind):
        case = citizen.draft(FOOD, upload=False)
        with unchanged(case):
            answer = citizen.upload(f"/cases/{case}/materials/layout_plan", content, name, kind)
            assert answer.status_code == 422
            assert CHINESE.search(answer.json()["message"])

    def test_too_large(self, citizen):
        case = citizen.draft(FOOD, upload=False)
        with unchanged(case):
            answer = citizen.upload(
                f"/cases/{case}/materials/layout_plan", PDF + b"\x00" * (10 * 1024 * 1024)
            )
            assert "10" in refused_size(answer)["message"]

    def test_for_a_material_the_version_does_not_have(self, citizen):
        case = citizen.draft(FOOD, upload=False)
        with unchanged(case):
            answer = citizen.upload(f"/cases/{case}/materials/marriage")
        assert (answer.status_code, answer.json()["code"]) == (422, "material_not_in_version")
        assert CHINESE.search(answer.json()["message"])

    def test_that_are_missing(self, citizen):
        case = citizen.draft(FOOD, upload=False)
        with unchanged(case):
            refused(citizen.post(f"/cases/{case}/materials/layout_plan"), 422)

    def test_after_sending(self, citizen):
        case = citizen.sent(FOOD)
        with unchanged(case):
            refused(citizen.upload(f"/cases/{case}/materials/layout_plan"), 409)


def refused_size(answer) -> dict:
    """Return the problem of a file over its limit."""
    assert answer.status_code == 413, answer.content.decode()
    return answer.json()


class TestBeyondTheVersion:
    def test_an_officer_cannot_ask_for_it(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        row = everything(case)["row"]
        points = [{"target": "material", "key": "marriage_proof", "text": "请提供结婚证。"}]
        answer = acceptor.post(f"/cases/{case}/correction", {"points": points})
        assert answer.status_code == 422
        assert answer.json()["basis"] == "许可法第31条"
        assert everything(case)["row"] == row

    def test_a_second_notice_cannot_add_a_point(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        first = [{"target": "material", "key": "layout_plan", "text": "缺少面积。"}]
        acceptor.post(f"/cases/{case}/correction", {"points": first})
        citizen.supply(case, "layout_plan")
        row = everything(case)["row"]
        second = [{"target": "material", "key": "safety_rules", "text": "不完整。"}]
        problem = refused(acceptor.post(f"/cases/{case}/correction", {"points": second}), 422)
        assert problem["code"] == "correction_asked_twice"
        assert everything(case)["row"] == row

    def test_nothing_to_correct_is_no_notice(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        with unchanged(case):
            refused(acceptor.post(f"/cases/{case}/correction", {"points": []}), 422)


class TestASkippedStep:
    def test_a_decision_before_the_review(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        decider = Caller("decider-shenpi")
        with unchanged(case):
            problem = refused(decider.post(f"/cases/{case}/decision", {"outcome": "granted"}), 409)
        assert "已提交待受理" in problem["message"]
        acceptor.post(f"/cases/{case}/acceptance")
        with unchanged(case):
            problem = refused(decider.post(f"/cases/{case}/decision", {"outcome": "granted"}), 409)
        assert "食品安全审查" in problem["message"]

    def test_a_licence_before_the_decision(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        with unchanged(case):
            refused(Caller("licensing-shenpi").post(f"/cases/{case}/licence"), 409)
            refused(Caller("window").post(f"/cases/{case}/delivery", {}), 409)

    def test_an_acceptance_of_a_draft(self, citizen, acceptor):
        case = citizen.draft(FOOD)
        with unchanged(case):
            refused(acceptor.post(f"/cases/{case}/acceptance"), 404)


class TestSomebodyElse:
    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("acceptance", {}),
            ("decision", {"outcome": "granted"}),
            ("correction", {"points": [{"target": "material", "key": "layout_plan", "text": "补充。"}]}),
            ("opinion", {"step": "hygiene_review", "verdict": "pass", "text": "符合。"}),
            ("extension", {"days": 5, "reason": "复杂。"}),
            ("void", {"reason": "误录。"}),
            ("withdrawal", {}),
        ],
    )
    def test_an_officer_of_another_organisation_cannot_act(self, citizen, path, body):
        case = citizen.sent(FOOD)
        for login in ("acceptor-linye", "decider-linye", "reviewer-linye", "head-linye", "lijianguo"):
            with unchanged(case):
                refused(Caller(login).post(f"/cases/{case}/{path}", body), 403, 404)

    def test_a_reviewer_cannot_speak_for_another_body(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        acceptor.post(f"/cases/{case}/acceptance")
        body = {"step": "hygiene_review", "verdict": "pass", "text": "符合。"}
        with unchanged(case):
            problem = refused(Caller("reviewer-shijian").post(f"/cases/{case}/opinion", body), 403)
        assert "其他部门" in problem["message"]

    def test_a_reviewer_cannot_decide(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        acceptor.post(f"/cases/{case}/acceptance")
        with unchanged(case):
            body = {"outcome": "granted"}
            refused(Caller("reviewer-shijian").post(f"/cases/{case}/decision", body), 403)

    def test_a_stranger_reads_nothing(self, citizen):
        case = citizen.sent(FOOD)
        paper = citizen.get(f"/cases/{case}").json()["papers"][0]["id"]
        for login in ("lijianguo", "laojiefang", "acceptor-linye", "government-head", "catalogue"):
            stranger = Caller(login)
            for path in (f"/cases/{case}", f"/cases/{case}/materials/layout_plan/file", f"/papers/{paper}"):
                refused(stranger.get(path), 404)
            assert stranger.get("/cases").json()["total"] == 0, login

    def test_a_stranger_is_told_the_same_as_of_a_case_that_is_not_there(self, citizen):
        case = citizen.sent(FOOD)
        stranger = Caller("lijianguo")
        assert stranger.get(f"/cases/{case}").json() == stranger.get(f"/cases/{uuid4()}").json()

    def test_nobody_in_particular_is_asked_for_a_token(self, citizen):
        case = citizen.sent(FOOD)
        for headers in ({}, {"Authorization": "Bearer nonsense"}):
            answer = citizen.client.get(f"{V1}/cases/{case}", headers=headers)
            problem = refused(answer, 401)
            assert "令牌" in problem["message"]

    def test_a_window_elsewhere_files_for_nobody(self, citizen):
        stage.staff("strange-window", actor("acceptor-weijian").organisation_id, "window")
        body = {"item": SLUGS[FOOD], "applicant_number": "32030319850615002X"}
        before = Case.objects.count()
        refused(Caller("strange-window", stage.PASSWORD).post("/cases", body), 403)
        assert Case.objects.count() == before

    def test_a_clerk_names_an_applicant_who_is_registered(self, citizen):
        for number in ("", "510702199001011234", "胡言"):
            body = {"item": SLUGS[FOOD], "applicant_number": number}
            refused(Caller("window").post("/cases", body), 404, 422)

    def test_a_person_cannot_apply_for_what_companies_apply_for(self, citizen):
        refused(citizen.post("/cases", {"item": SLUGS[COMPANY]}), 403)


class TestReplay:
    def test_a_second_submission_names_the_number_of_the_first(self, citizen):
        case = citizen.sent(FOOD)
        number = citizen.get(f"/cases/{case}").json()["number"]
        with unchanged(case):
            problem = citizen.post(f"/cases/{case}/submission")
        assert problem.status_code == 409
        assert number in problem.json()["message"]

    @pytest.mark.parametrize("path", ["acceptance", "withdrawal"])
    def test_a_second_act_is_refused(self, citizen, acceptor, path):
        case = citizen.sent(FOOD)
        who = acceptor if path == "acceptance" else citizen
        assert who.post(f"/cases/{case}/{path}").status_code == 200
        with unchanged(case):
            refused(who.post(f"/cases/{case}/{path}"), 409)


class TestMalformed:
    @pytest.mark.parametrize("data", ["{", "[1", '{"item": ', "", "\x00", '"text"', "[]", "null"])
    def test_json(self, citizen, data):
        before = Case.objects.count()
        answer = citizen.client.post(
            f"{V1}/cases", data=data, content_type="application/json", headers=citizen.headers
        )
        refused(answer, 400, 422)
        assert Case.objects.count() == before

    @pytest.mark.parametrize("case", ["1", "not-a-uuid", "00000000-0000-0000-0000-00000000000g"])
    def test_uuid_in_the_address(self, citizen, case):
        refused(citizen.get(f"/cases/{case}"), 404, 422)
        refused(citizen.post(f"/cases/{case}/submission"), 404, 422)

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("decision", {"outcome": "perhaps"}),
            ("decision", {}),
            ("opinion", {"step": "x", "verdict": "maybe", "text": "符合。"}),
            ("opinion", {"step": "x", "verdict": "pass", "text": "符合。", "companion_id": "me"}),
            ("extension", {"days": "ten", "reason": "复杂。"}),
            ("extension", {"days": 1.5, "reason": "复杂。"}),
            ("correction", {"points": [{"target": "shoe", "key": "a", "text": "b"}]}),
            ("correction", {"points": "all"}),
            ("delivery", {"method": "pigeon"}),
            ("commitment", {"signed": "perhaps"}),
            ("dependent-submission", {"awaited_case_id": "1"}),
        ],
    )
    def test_body(self, citizen, acceptor, path, body):
        case = citizen.sent(FOOD)
        with unchanged(case):
            answer = acceptor.post(f"/cases/{case}/{path}", body)
            assert answer.status_code == 422
            assert CHINESE.search(answer.json()["message"])
            assert answer.json()["errors"]

    @pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", "2026-02-30", "0000-00-00", 7])
    def test_date(self, citizen, day):
        case = citizen.draft(FOOD, upload=False)
        with unchanged(case):
            path = f"/cases/{case}/materials/layout_plan/deferral"
            assert citizen.post(path, {"promised_on": day}).status_code == 422

    def test_days_beyond_any_calendar(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        acceptor.post(f"/cases/{case}/acceptance")
        head = Caller("head-shenpi")
        for days in (0, -1, 11, 10**9, 10**30):
            with unchanged(case):
                body = {"days": days, "reason": "复杂。"}
                assert head.post(f"/cases/{case}/extension", body).status_code == 422

    def test_text_that_no_database_keeps(self, citizen, acceptor):
        case = citizen.sent(FOOD)
        with unchanged(case):
            assert (
                acceptor.post(f"/cases/{case}/not-required", {"reason": "不需要\x00许可。"}).status_code
                == 422
            )
            assert acceptor.get("/cases?q=%00&filter=%00").status_code == 200
            assert citizen.get("/items/%00").status_code == 404
            assert citizen.client.get("/items/%00/").status_code == 404
            assert citizen.get(f"/cases/{case}/materials/%00/file").status_code == 404
            assert citizen.supply(case, answers='{"area": "\\u0000"}').status_code in (409, 422)
        assert citizen.post("/cases", {"item": "\x00"}).status_code == 422
        assert Caller("window").post("/cases", {"item": "a", "applicant_number": "\x00"}).status_code == 422
        half = {"item": "a", "applicant_number": "\ud800"}
        assert Caller("window").post("/cases", half).status_code in (400, 422)
