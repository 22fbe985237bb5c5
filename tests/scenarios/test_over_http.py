"""The main job over the documented REST API: every act by the account whose it is, with a bearer token."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after
from tests.district import (
    COMMITMENT,
    DEFERRABLE,
    EXPERT,
    FOOD,
    HELD,
    INSTANT,
    MONDAY,
    PDF,
    SITE_VISIT,
    SLUGS,
    actor,
    answers_for,
    item,
)
from tests.scenarios.by_http import Caller
from yimen.platform.jobs.api import work_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(district):
    return Caller("wangxiulan")


@pytest.fixture
def acceptor(district):
    return Caller("acceptor")


def ok(answer, status: int = 200):
    assert answer.status_code == status, answer.content.decode()
    return answer.json() if answer.content else None


def state(caller: Caller, case: str) -> str:
    return ok(caller.get(f"/cases/{case}"))["state"]


def accepted(citizen: Caller, acceptor: Caller, file: str) -> str:
    case = citizen.sent(file)
    ok(acceptor.post(f"/cases/{case}/acceptance"))
    return case


def opine(login: str, case: str, step: str, **given) -> dict:
    body = {"step": step, "verdict": "pass", "text": "符合要求。", **given}
    return ok(Caller(login).post(f"/cases/{case}/opinion", body))


def granted(citizen: Caller, acceptor: Caller) -> str:
    case = accepted(citizen, acceptor, FOOD)
    opine("reviewer-shijian", case, "food_safety_review")
    opine("reviewer-weijian", case, "hygiene_review")
    ok(Caller("decider-shenpi").post(f"/cases/{case}/decision", {"outcome": "granted"}))
    return case


def test_a_food_licence_from_draft_to_a_verified_licence(
    citizen, acceptor, django_capture_on_commit_callbacks
):
    case = granted(citizen, acceptor)

    with django_capture_on_commit_callbacks(execute=True):
        work_once()
    work_once()

    view = ok(citizen.get(f"/cases/{case}"))
    assert (view["state"], view["outcome"]) == ("delivered", "granted")
    licence = ok(citizen.get(f"/licences/{view['licence_id']}"))
    assert licence["identifier"].startswith("1.2.156.3005.2")
    for paper in view["papers"]:
        pdf = citizen.get(f"/papers/{paper['id']}")
        assert pdf.status_code == 200
        assert b"".join(pdf.streaming_content if pdf.streaming else [pdf.content]).startswith(b"%PDF-")


def test_the_reader_of_a_case_sees_deadline_handler_and_what_to_do(citizen, acceptor):
    case = citizen.sent(FOOD)
    view = ok(acceptor.get(f"/cases/{case}"))
    assert {"accept", "ask_correction", "decline", "not_required"} <= {a["action"] for a in view["actions"]}
    assert view["clock"]["legal_due_on"] == "2026-03-09"
    assert view["query_password"] == ""
    mine = ok(citizen.get(f"/cases/{case}"))
    assert "withdraw" in {a["action"] for a in mine["actions"]}
    assert len(mine["query_password"]) == 6


def test_a_correction_is_asked_and_supplied(citizen, acceptor):
    case = citizen.sent(FOOD)
    points = [
        {"target": "material", "key": "layout_plan", "text": "缺少面积。"},
        {"target": "field", "key": "area", "text": "与图不符。"},
    ]
    assert ok(acceptor.post(f"/cases/{case}/correction", {"points": points}))["state"] == "correction_asked"

    ok(citizen.supply(case, "layout_plan", answers='{"area": "90"}'))
    assert ok(citizen.get(f"/cases/{case}"))["answers"]["area"] == "90"
    ok(acceptor.post(f"/cases/{case}/correction", {"points": points[:1]}))
    ok(citizen.supply(case, "layout_plan"))

    assert ok(acceptor.post(f"/cases/{case}/acceptance"))["state"] == "in_review"


def test_everything_a_notice_asks_is_supplied_at_once(citizen, acceptor):
    case = citizen.sent(FOOD)
    keys = ("layout_plan", "safety_rules")
    points = [{"target": "material", "key": key, "text": "缺少面积。"} for key in keys]
    ok(acceptor.post(f"/cases/{case}/correction", {"points": points}))

    ok(citizen.supply(case, *keys))

    assert all(point["supplied"] for point in ok(citizen.get(f"/cases/{case}"))["correction"])


def test_answers_that_are_no_json_object_are_refused(citizen, acceptor):
    case = citizen.sent(FOOD)
    points = [{"target": "field", "key": "area", "text": "与图不符。"}]
    ok(acceptor.post(f"/cases/{case}/correction", {"points": points}))
    for answers in ("", "[]", "{", '{"area": 90}', '{"area": null}', '"area"'):
        assert citizen.supply(case, answers=answers).status_code == 422, answers


def test_a_deferral_is_promised_and_kept(citizen, acceptor):
    case = citizen.draft(DEFERRABLE, leave_out=("rules_text",))
    promised = (MONDAY + timedelta(days=3)).date().isoformat()
    ok(citizen.post(f"/cases/{case}/materials/rules_text/deferral", {"promised_on": promised}))
    ok(citizen.post(f"/cases/{case}/submission"))
    ok(acceptor.post(f"/cases/{case}/acceptance"))
    ok(citizen.upload(f"/cases/{case}/deferred/rules_text"))
    materials = {m["key"]: m["state"] for m in ok(citizen.get(f"/cases/{case}"))["materials"]}
    assert materials["rules_text"] == "provided"


def test_a_site_visit_names_the_second_officer(citizen, acceptor):
    case = accepted(citizen, acceptor, SITE_VISIT)
    opine("reviewer-nongye", case, "document_review")
    companion = str(actor("reviewer2-nongye").account_id)
    assert opine("reviewer-nongye", case, "site_visit", companion_id=companion)["state"] == "in_review"


def test_an_expert_review_stops_the_clock_after_the_heads_approval(citizen, acceptor):
    case = accepted(citizen, acceptor, EXPERT)
    reviewer, head = Caller("reviewer-jiaotong"), Caller("head-shenpi")
    body = {"ground": "expert_review", "days": 15, "reason": "论证视距。"}
    proposal = ok(reviewer.post(f"/cases/{case}/pause-proposals", body), 201)["proposal_id"]
    ok(head.post(f"/pause-proposals/{proposal}/answer", {"approve": True}), 204)
    ok(reviewer.post(f"/cases/{case}/pause", {"proposal_id": proposal}))
    assert ok(citizen.get(f"/cases/{case}"))["clock"]["state"] == "paused"
    ok(reviewer.post(f"/cases/{case}/resume"))
    assert ok(citizen.get(f"/cases/{case}"))["clock"]["state"] == "running"


def test_a_period_is_extended_and_a_step_handed_over_and_sent_back(citizen, acceptor):
    case = accepted(citizen, acceptor, FOOD)
    ok(Caller("head-shenpi").post(f"/cases/{case}/extension", {"days": 5, "reason": "需要检验。"}))
    receiver = str(actor("reviewer2-weijian").account_id)
    body = {"step": "hygiene_review", "receiver_id": receiver}
    ok(Caller("reviewer-weijian").post(f"/cases/{case}/transfer", body))
    opine("reviewer2-weijian", case, "hygiene_review")
    body = {"step": "hygiene_review", "reason": "补写用水来源。"}
    ok(Caller("decider-shenpi").post(f"/cases/{case}/returned-step", body))
    view = ok(citizen.get(f"/cases/{case}"))
    assert view["clock"]["promised_due_on"] == "2026-03-18"
    assert {step["state"] for step in view["steps"]} == {"open"}


def test_a_commitment_is_signed_and_decided_at_once(citizen, acceptor):
    case = citizen.draft(COMMITMENT, upload=False)
    ok(citizen.post(f"/cases/{case}/commitment", {"signed": True}))
    ok(citizen.post(f"/cases/{case}/submission"))
    ok(acceptor.post(f"/cases/{case}/acceptance"))
    done = ok(Caller("decider-shenpi").post(f"/cases/{case}/decision", {"outcome": "granted"}))
    assert done["state"] == "decided"


def test_an_instant_item_is_filed_and_decided_at_the_window(district):
    window = Caller("window")
    body = {"item": SLUGS[INSTANT], "applicant_number": "32030319850615002X"}
    case = ok(window.post("/cases", body), 201)["id"]
    content = item(INSTANT).content
    answers = answers_for(content, {})
    for group in content.groups:
        page = {field.key: answers[field.key] for field in group.fields}
        ok(window.put(f"/cases/{case}/answers/{group.key}", {"answers": page}))
    ok(window.post(f"/cases/{case}/submission"))
    ok(window.post(f"/cases/{case}/spot-correction", {"answers": {"phone": "13800000005"}}))
    done = ok(window.post(f"/cases/{case}/instant-decision", {"outcome": "granted"}))
    assert done["outcome"] == "granted"
    ok(window.post(f"/cases/{case}/delivery", {"method": "window"}))
    ok(window.post(f"/cases/{case}/failed-delivery", {"reason": "领错了。"}))


def test_a_hall_elsewhere_receives_and_forwards(citizen):
    stage.clerk_elsewhere()
    hall = Caller("elsewhere", password=stage.PASSWORD)
    case = hall.draft(FOOD, applicant_number="32030319850615002X")
    assert ok(hall.post(f"/cases/{case}/reception"))["state"] == "received"
    assert ok(hall.post(f"/cases/{case}/forwarding"))["state"] == "submitted"


def test_an_application_waits_for_its_sister_and_is_withdrawn(citizen):
    sister = citizen.sent(FOOD)
    case = citizen.draft(HELD, upload=False)
    ok(citizen.post(f"/cases/{case}/dependent-submission", {"awaited_case_id": sister}))
    assert state(citizen, case) == "waiting"
    assert ok(citizen.post(f"/cases/{case}/withdrawal", {}))["outcome"] == "withdrawn"


@pytest.mark.parametrize(
    ("path", "body", "outcome"),
    [
        ("not-required", {"reason": "不需要许可。"}, "not_required"),
        ("decline", {"reason": "不属于职权。", "competent_body": "广安市"}, "not_accepted"),
    ],
)
def test_an_application_is_not_accepted(citizen, acceptor, path, body, outcome):
    case = citizen.sent(FOOD)
    assert ok(acceptor.post(f"/cases/{case}/{path}", body))["outcome"] == outcome


def test_a_case_is_voided_terminated_or_forwarded_up(citizen, acceptor):
    one = citizen.sent(FOOD)
    assert ok(Caller("supervisor").post(f"/cases/{one}/void", {"reason": "误录。"}))["outcome"] == "voided"
    two, head = accepted(citizen, acceptor, FOOD), Caller("head-shenpi")
    body = {"ground": "other_law", "reason": "法定情形。"}
    assert ok(head.post(f"/cases/{two}/termination", body))["outcome"] == "terminated"
    stage.publish(FOOD, upper_body="四川省市场监督管理局")
    three = accepted(citizen, acceptor, FOOD)
    opine("reviewer-shijian", three, "food_safety_review")
    opine("reviewer-weijian", three, "hygiene_review")
    done = ok(head.post(f"/cases/{three}/forward-up", {"opinion": "初审合格。"}))
    assert done["outcome"] == "forwarded_up"


def test_a_licence_is_issued_by_hand(citizen, acceptor):
    case = granted(citizen, acceptor)
    done = ok(Caller("licensing-shenpi").post(f"/cases/{case}/licence"))
    assert done["paper"].startswith("1.2.156.3005.2")


def test_a_draft_is_kept_carried_over_and_thrown_away(citizen):
    case = citizen.draft(FOOD)
    stage.publish(FOOD, summary="新版。")
    assert citizen.post(f"/cases/{case}/submission").status_code == 409
    ok(citizen.post(f"/cases/{case}/version"))
    ok(citizen.delete(f"/cases/{case}/materials/layout_plan"))
    assert citizen.get(f"/cases/{case}/materials/layout_plan/file").status_code == 404
    file = citizen.get(f"/cases/{case}/materials/safety_rules/file")
    assert "attachment" in file["Content-Disposition"]
    assert b"".join(file.streaming_content if file.streaming else [file.content]) == PDF
    ok(citizen.delete(f"/cases/{case}"), 204)
    assert citizen.get(f"/cases/{case}").status_code == 404


def test_lists_are_paged_and_filtered(citizen, acceptor):
    case = citizen.sent(FOOD)
    citizen.draft(HELD, fill=False, upload=False)
    assert ok(citizen.get("/cases"))["total"] == 2
    assert ok(citizen.get("/cases?filter=draft"))["total"] == 1
    rows = ok(acceptor.get("/cases?filter=accept"))["rows"]
    assert [row["id"] for row in rows] == [case]
    assert rows[0]["applicant"] == "王秀兰"  # whoever has a part in the case calls the person by name
    assert acceptor.get("/cases?page=0").status_code == 422
    assert ok(acceptor.get("/cases?page=99"))["page"] == 1


def test_a_deadline_passes_over_http_too(citizen, acceptor):
    case = citizen.sent(FOOD)
    with after(8):
        late = Caller("acceptor").post(
            f"/cases/{case}/correction",
            {"points": [{"target": "material", "key": "layout_plan", "text": "缺少面积。"}]},
        )
    assert late.status_code == 409
    assert "五个工作日" in late.json()["message"]
