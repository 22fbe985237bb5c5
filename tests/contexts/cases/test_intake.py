"""Who may begin and send an application, and what must be there: 许可法第29、30、31条, domain rules 3.2, 3.9–3.11."""

from __future__ import annotations

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after, everything
from tests.district import COMPANY, FOOD, HELD, INSTANT, MONDAY, PDF, Story, actor, answers_for, item
from yimen.contexts.cases import api as cases
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.licences import api as licences
from yimen.kernel.errors import (
    IllegalMove,
    InvalidInput,
    InvalidValue,
    NotFound,
    NotPermitted,
    Refusal,
    TooLarge,
)
from yimen.platform.jobs.api import work_once
from yimen.platform.journal import api as journal

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def started(file: str = FOOD, login: str = "wangxiulan", **given):
    return cases.start_application(slug=item(file).slug, actor=actor(login), **given)


class TestBeginning:
    def test_what_is_known_is_not_asked_again(self, district):
        answers = Story(FOOD).view().answers

        assert answers["operator_name"] == "王秀兰"
        assert answers["phone"] == "13800000001"

    def test_an_item_for_companies_is_closed_to_a_person(self, district):
        with pytest.raises(NotPermitted, match="只面向企业"):
            Story(COMPANY)

    def test_an_item_for_companies_is_open_to_a_company(self, district):
        assert Story(COMPANY, "laojiefang").state == "draft"

    def test_an_item_that_is_not_in_the_catalogue_is_not_found(self, district):
        with pytest.raises(NotFound):
            cases.start_application(slug="no-such-item", actor=actor("wangxiulan"))

    def test_a_clerk_of_the_owner_files_for_the_person_present(self, district):
        applicant = actor("wangxiulan")

        done = started(login="window", party_id=applicant.party_id, channel="window")

        assert cases.case_view(done.id, applicant).applicant_name == "王秀兰"

    def test_a_clerk_must_say_for_whom(self, district):
        with pytest.raises(NotPermitted, match="申请人"):
            started(login="window")

    def test_staff_who_are_not_at_a_window_file_for_nobody(self, district):
        for login in ("acceptor", "decider-shenpi", "reviewer-shijian", "supervisor"):
            with pytest.raises(NotPermitted):
                started(login=login, party_id=actor("wangxiulan").party_id)

    def test_a_window_that_does_not_receive_this_item_files_for_nobody(self, district):
        stage.staff("strange-window", actor("acceptor-weijian").organisation_id, "window")

        with pytest.raises(NotPermitted):
            started(login="strange-window", party_id=actor("wangxiulan").party_id)

    def test_a_person_does_not_write_in_the_draft_of_another(self, district):
        story = Story(FOOD)
        before = everything(story.id)

        with pytest.raises(NotFound):
            cases.save_answers(case_id=story.id, group="place", answers={}, actor=actor("lijianguo"))
        with pytest.raises(NotFound):
            cases.discard_draft(case_id=story.id, actor=actor("lijianguo"))

        assert everything(story.id) == before


class TestForm:
    @pytest.mark.parametrize(
        ("key", "value", "words"),
        [
            ("uscc", "91511602MA0DEM013X", "校验"),
            ("uscc", "9151", "18位"),
            ("phone", "12345", "手机号"),
            ("phone", "١٣٨٠٠٠٠٠٠٠١", "手机号"),
            ("operator_name", "王\ud800", "无法识别"),
            ("operator_name", "", "请填写"),
            ("operator_name", "长" * 61, "最多60个字"),
        ],
    )
    def test_a_wrong_answer_is_named_and_nothing_of_the_page_is_saved(self, district, key, value, words):
        story = Story(FOOD)
        answers = {**answers_for(story.content, {}), key: value}
        before = everything(story.id)

        with pytest.raises(InvalidInput) as refusal:
            cases.save_answers(case_id=story.id, group="operator", answers=answers, actor=story.applicant)

        assert words in refusal.value.errors[key]
        assert everything(story.id) == before

    def test_a_number_stays_within_its_bounds(self, district):
        story = Story(FOOD)
        for value in ("0", "很大", "nan", "1e9", "1_000", "８０", "٨٠", "1e2"):
            with pytest.raises(InvalidInput) as refusal:
                cases.save_answers(
                    case_id=story.id,
                    group="place",
                    answers={"premises": "演示路1号", "area": value},
                    actor=story.applicant,
                )
            assert set(refusal.value.errors) == {"area"}

    def test_an_answer_that_was_not_asked_is_not_kept(self, district):
        story = Story(FOOD)
        answers = {**answers_for(story.content, {}), "blood_type": "A"}

        cases.save_answers(case_id=story.id, group="operator", answers=answers, actor=story.applicant)

        assert "blood_type" not in story.view().answers

    def test_a_page_that_the_form_does_not_have_is_not_found(self, district):
        story = Story(FOOD)
        with pytest.raises(NotFound):
            cases.save_answers(case_id=story.id, group="hobbies", answers={}, actor=story.applicant)


class TestMaterials:
    def test_a_material_the_version_does_not_ask_for_is_not_taken(self, district):
        story = Story(FOOD)
        before = everything(story.id)

        with pytest.raises(Refusal) as refusal:
            cases.attach_material(case_id=story.id, key="marriage_proof", upload=PDF, actor=story.applicant)

        assert (refusal.value.status, refusal.value.code) == (422, "material_not_in_version")
        assert everything(story.id) == before

    @pytest.mark.parametrize(
        "content", [b"MZ\x90\x00" + b"\x00" * 200, b"<html><script>alert(1)</script></html>", b"just words"]
    )
    def test_a_file_of_a_wrong_type_is_refused_whatever_it_is_called(self, district, content):
        story = Story(FOOD)
        before = everything(story.id)

        with pytest.raises(InvalidValue):
            cases.attach_material(case_id=story.id, key="layout_plan", upload=content, actor=story.applicant)

        assert everything(story.id) == before

    def test_a_file_that_is_too_large_is_refused(self, district):
        story = Story(FOOD)
        before = everything(story.id)

        with pytest.raises(TooLarge):
            cases.attach_material(
                case_id=story.id,
                key="layout_plan",
                upload=PDF + b"\x00" * 10 * 1024 * 1024,
                actor=story.applicant,
            )

        assert everything(story.id) == before

    def test_a_material_takes_only_the_formats_it_names(self, district):
        story = Story(COMPANY, "laojiefang")
        with pytest.raises(InvalidValue):
            cases.attach_material(
                case_id=story.id, key="charter_and_rules", upload=PNG, actor=story.applicant
            )

    def test_a_scan_at_the_window_is_trusted_more_than_an_upload(self, district):
        at_home, at_the_window = Story(FOOD).upload(), Story(FOOD, clerk=actor("window")).upload()

        trust = [
            next(m.trust for m in story.view().materials if m.key == "layout_plan")
            for story in (at_home, at_the_window)
        ]
        assert trust == ["C", "B"]

    def test_only_a_deferrable_material_can_come_later(self, district):
        story = Story(FOOD)
        with pytest.raises(InvalidInput, match="不能容缺"):
            cases.defer_material(
                case_id=story.id,
                key="layout_plan",
                promised_on=MONDAY.date().replace(day=5),
                actor=story.applicant,
            )


class TestSending:
    def test_an_incomplete_draft_is_not_sent(self, district):
        story = Story(FOOD).fill()
        before = everything(story.id)

        with pytest.raises(InvalidInput) as refusal:
            story.submit()

        assert set(refusal.value.errors) == {"layout_plan", "safety_rules"}
        assert cases.draft_check(story.id, story.applicant).missing == ("layout_plan", "safety_rules")
        assert everything(story.id) == before

    def test_a_form_that_is_not_valid_is_not_sent(self, district):
        story = Story(FOOD).upload()
        with pytest.raises(InvalidInput):
            story.submit()

    def test_an_identity_that_is_not_assured_enough_does_not_send(self, district):
        stage.publish(FOOD, assurance=3)
        story = Story(FOOD).fill().upload()
        before = everything(story.id)

        assert cases.draft_check(story.id, story.applicant).assurance_missing
        with pytest.raises(NotPermitted, match="实名认证"):
            story.submit()

        assert everything(story.id) == before

    def test_at_the_window_the_clerk_has_seen_the_person(self, district):
        stage.publish(FOOD, assurance=3)
        story = Story(FOOD, clerk=actor("window"))

        assert story.sent().state == "submitted"

    def test_the_receipt_names_number_and_password(self, district):
        story = Story(FOOD).sent()

        view = story.view()
        assert view.number.startswith(item(FOOD).code + "20260302")
        assert len(view.query_password) == 6
        assert [paper.kind for paper in view.papers] == ["收件凭证"]
        assert story.view("acceptor").query_password == ""

    def test_a_replayed_submission_is_answered_with_the_number_it_got(self, district):
        story = Story(FOOD).sent()
        before = everything(story.id)

        with pytest.raises(IllegalMove, match=story.done.number):
            story.submit()

        assert everything(story.id) == before

    def test_a_guide_that_changed_meanwhile_is_shown_first(self, district):
        story = Story(FOOD).fill().upload()
        content = story.content
        extra = {**content.materials[0].model_dump(), "key": "water_report", "name": "水质检测报告"}
        stage.publish(FOOD, materials=(*[m.model_dump() for m in content.materials], extra))

        check = cases.draft_check(story.id, story.applicant)
        assert check.version_changed == ("新增材料“水质检测报告”",)
        with pytest.raises(IllegalMove, match="水质检测报告"):
            story.submit()

        cases.adopt_version(case_id=story.id, actor=story.applicant)
        assert cases.draft_check(story.id, story.applicant).missing == ("water_report",)
        story.upload().submit()
        assert story.state == "submitted"

    def test_a_case_is_governed_by_the_version_of_its_receipt(self, district):
        story = Story(FOOD).sent()

        stage.publish(FOOD, summary="新版本。")

        assert story.view().version_id == story.version.id
        assert story.accept().done.state == "in_review"


class TestAHallElsewhere:
    def test_files_for_a_person_receives_and_forwards(self, district):
        clerk = stage.clerk_elsewhere()
        story = Story(FOOD, clerk=clerk).fill().upload()

        received = cases.submit_elsewhere(case_id=story.id, actor=clerk)
        forwarded = cases.forward(case_id=story.id, actor=clerk)

        assert (received.state, forwarded.state) == ("received", "submitted")
        kinds = [paper.kind for paper in story.view().papers]
        assert kinds == ["收件凭证", "转递单"]

    def test_does_not_put_an_application_straight_before_the_owner(self, district):
        clerk = stage.clerk_elsewhere()
        story = Story(FOOD, clerk=clerk).fill().upload()
        with pytest.raises(NotPermitted, match="异地收件"):
            cases.submit(case_id=story.id, actor=clerk)

    def test_receives_only_what_the_version_lets_it_receive(self, district):
        clerk = stage.clerk_elsewhere()
        story = Story(INSTANT).fill().upload()
        with pytest.raises(NotFound):
            cases.submit_elsewhere(case_id=story.id, actor=clerk)

    def test_does_not_accept(self, district):
        story = stage.received()
        stage.staff("elsewhere-acceptor", stage.clerk_elsewhere().organisation_id, "acceptor")
        cases.forward(case_id=story.id, actor=stage.clerk_elsewhere())

        with pytest.raises(Refusal) as refusal:
            cases.accept(case_id=story.id, actor=actor("elsewhere-acceptor"))
        assert refusal.value.status in (403, 404)

    def test_that_might_have_received_a_case_but_did_not_has_no_part_in_it(self, district):
        clerk = stage.clerk_elsewhere()
        story = Story(FOOD).sent()
        with pytest.raises(NotFound):
            cases.case_view(story.id, clerk)
        assert cases.inbox(clerk).total == 0

    def test_has_one_working_day_and_the_owner_five_from_then(self, district):
        story = stage.received()
        forwarding = story.view().clock
        assert (forwarding.kind, forwarding.legal_due_on.isoformat()) == ("forwarding", "2026-03-03")

        with after(1):
            cases.forward(case_id=story.id, actor=stage.clerk_elsewhere())
            clock = story.view().clock
        assert (clock.kind, clock.legal_due_on.isoformat()) == ("completeness", "2026-03-10")


class TestAWaitingCase:
    def test_opens_by_itself_when_the_licence_is_issued_and_logs_its_use(
        self, district, django_capture_on_commit_callbacks
    ):
        story, sister = stage.waiting()
        sister.accept().reviewed().decide()

        with django_capture_on_commit_callbacks(execute=True):
            work_once()

        view = story.view()
        licence = licences.licence_of_subject(f"case:{sister.id}")
        assert view.state == "submitted"
        assert [(m.state, m.licence_id) for m in view.materials] == [("held", licence.id)]
        assert view.clock.kind == "completeness"
        uses = [entry.facts.get("subject") for entry in journal.entries_of(f"licence:{licence.id}")]
        assert f"case:{story.id}" in uses

    @pytest.mark.parametrize("ending", ["refused", "withdrawn"])
    def test_is_cancelled_when_the_other_ends_without_a_licence(self, district, ending):
        story, sister = stage.waiting()
        if ending == "refused":
            sister.accept().reviewed("fail").decide("refused", "场所不符合条件。")
        else:
            cases.withdraw(case_id=sister.id, actor=sister.applicant)

        work_once()
        cases.sweep()

        view = story.view()
        assert (view.state, view.outcome) == ("closed", "cancelled")
        assert view.papers[-1].kind == "告知书"

    def test_does_not_open_before_the_licence_is_issued(self, district):
        story, _ = stage.waiting()
        before = everything(story.id)
        with pytest.raises(IllegalMove):
            cases.open_waiting(case_id=story.id)
        with pytest.raises(IllegalMove):
            cases.cancel_waiting(case_id=story.id)
        assert everything(story.id) == before

    def test_waits_only_for_a_case_of_the_same_applicant(self, district):
        other = Story(FOOD, "lijianguo").sent()
        story = Story(HELD).fill()
        with pytest.raises(IllegalMove, match="没有找到"):
            cases.submit_dependent(case_id=story.id, awaited_case_id=other.id, actor=story.applicant)

    def test_waits_only_for_a_result_it_needs(self, district):
        other = Story(INSTANT).sent()
        story = Story(HELD).fill()
        with pytest.raises(IllegalMove):
            cases.submit_dependent(case_id=story.id, awaited_case_id=other.id, actor=story.applicant)
        with pytest.raises(InvalidInput):
            story.submit()


class TestAHeldLicence:
    @pytest.fixture
    def licence(self, district):
        story = stage.issued()
        return licences.licence_of_subject(f"case:{story.id}")

    def test_is_not_asked_for_again(self, licence):
        (material,) = Story(HELD).view().materials

        assert (material.state, material.licence_id, material.trust) == ("held", licence.id, "A")

    def test_is_not_held_for_somebody_else(self, licence):
        (material,) = Story(HELD, "lijianguo").view().materials
        assert (material.state, material.licence_id) == ("missing", None)

    def test_is_logged_with_its_purpose_when_it_is_used(self, licence):
        story = Story(HELD).fill().submit()

        last = journal.entries_of(f"licence:{licence.id}")[-1]
        assert (last.act, last.facts["subject"]) == ("licence.use", f"case:{story.id}")

    def test_is_checked_at_the_moment_of_use(self, licence):
        story = Story(HELD).fill()
        licences.revoke(licence.id, reason="以欺骗手段取得。", actor=actor("licensing-shenpi"))
        before = everything(story.id)

        assert [m.state for m in story.view().materials] == ["missing"]
        with pytest.raises(InvalidInput):
            story.submit()

        assert everything(story.id) == before
        assert story.upload().submit().state == "submitted"

    def test_that_came_after_the_draft_was_begun_is_held(self, district):
        story = Story(HELD).fill()
        stage.issued()
        assert [m.state for m in story.view().materials] == ["held"]

        story.submit()

        assert [(m.state, m.trust) for m in story.view().materials] == [("held", "A")]


def test_a_draft_on_an_item_that_was_suspended_says_so(district):
    """The version in force is asked again at sending."""
    story = Story(FOOD).fill().upload()
    assert catalogue.version_in_force(story.version.item_id, MONDAY.date()).id == story.version.id
    assert cases.draft_check(story.id, story.applicant).ready
