"""许可法第32条第1款第3、4项, 第31条: one notice, everything in it, nothing beyond the version, five working days."""

from __future__ import annotations

from datetime import date

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after, everything
from tests.district import FOOD, PDF, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point
from yimen.contexts.cases.models import Case, Paper
from yimen.kernel.errors import IllegalMove, InvalidInput, NotFound, NotPermitted, Refusal
from yimen.platform.journal import api as journal
from yimen.platform.outbox.models import Event

pytestmark = pytest.mark.django_db


def blocked(story: Story) -> list[str]:
    """Return the codes of the overreaches the supervisors heard of."""
    events = Event.objects.filter(subject=f"case:{story.id}", type="case.overreach_blocked")
    entries = [e for e in journal.entries_of(f"case:{story.id}") if e.act == "overreach_blocked"]
    assert len(entries) == events.count()
    return [entry.facts["code"] for entry in entries]


def unchanged(before: dict, after_: dict) -> bool:
    """Return whether the case itself is the same; the record of the attempt is not part of it."""
    return {k: v for k, v in before.items() if k not in ("journal", "events")} == {
        k: v for k, v in after_.items() if k not in ("journal", "events")
    }


class TestTheNotice:
    def test_lists_everything_and_names_the_last_day(self, district):
        story = Story(FOOD).sent()
        points = [Point("material", "layout_plan", "缺少面积。"), Point("field", "area", "与平面图不符。")]

        cases.ask_correction(case_id=story.id, points=points, actor=actor("acceptor"))

        view = story.view()
        assert {(p.target, p.key, p.text) for p in view.correction} == {
            ("material", "layout_plan", "缺少面积。"),
            ("field", "area", "与平面图不符。"),
        }
        assert view.correction_due_on == date(2026, 3, 16)
        assert view.clock.kind == "correction"

    @pytest.mark.parametrize(
        "points", [[], [Point("material", "layout_plan", " ")]], ids=["empty", "without words"]
    )
    def test_says_what_to_do(self, district, points):
        story = Story(FOOD).sent()
        before = everything(story.id)
        with pytest.raises(InvalidInput):
            cases.ask_correction(case_id=story.id, points=points, actor=actor("acceptor"))
        assert everything(story.id) == before

    def test_is_given_by_an_acceptor_of_the_owner(self, district):
        story = Story(FOOD).sent()
        for login in ("decider-shenpi", "reviewer-shijian"):
            with pytest.raises((NotPermitted, NotFound)):
                stage.ask(story, "layout_plan", login=login)

    def test_may_be_given_on_the_fifth_working_day(self, district):
        story = Story(FOOD).sent()
        with after(7):
            stage.ask(story, "layout_plan")
        assert story.done.state == "correction_asked"

    def test_may_not_be_given_on_the_sixth(self, district):
        story = Story(FOOD).sent()
        before = everything(story.id)
        with after(8), pytest.raises(IllegalMove, match="五个工作日"):
            stage.ask(story, "layout_plan")
        assert everything(story.id) == before

    def test_is_not_possible_after_acceptance(self, district):
        story = Story(FOOD).accepted()
        with pytest.raises(IllegalMove):
            stage.ask(story, "layout_plan")


class TestBeyondTheVersion:
    @pytest.mark.parametrize(
        ("target", "key"), [("material", "marriage_proof"), ("field", "blood_type"), ("material", "area")]
    )
    def test_a_material_not_in_the_version_cannot_be_asked_for(self, district, target, key):
        story = Story(FOOD).sent()
        before = everything(story.id)

        with pytest.raises(Refusal) as refusal:
            cases.ask_correction(
                case_id=story.id, points=[Point(target, key, "请提供。")], actor=actor("acceptor")
            )

        assert (refusal.value.status, refusal.value.basis) == (422, "许可法第31条")
        assert unchanged(before, everything(story.id))
        assert blocked(story) == ["beyond_the_version"]

    def test_the_attempt_is_shown_to_officers_and_not_to_the_applicant(self, district):
        story = Story(FOOD).sent()
        with pytest.raises(Refusal):
            cases.ask_correction(
                case_id=story.id,
                points=[Point("material", "marriage_proof", "请提供。")],
                actor=actor("acceptor"),
            )
        assert "越权要求已拦截" in [line.title for line in story.view("supervisor").trace]
        assert "越权要求已拦截" not in [line.title for line in story.view().trace]
        assert journal.verify([f"case:{story.id}"]).clean


class TestASecondNotice:
    def test_correction_is_asked_only_once(self, district):
        story = stage.asked("layout_plan")
        stage.upload_again(story)
        before = everything(story.id)

        with pytest.raises(Refusal) as refusal:
            stage.ask(story, "safety_rules")

        assert (refusal.value.code, refusal.value.basis) == (
            "correction_asked_twice",
            "许可法第32条第1款第4项",
        )
        assert unchanged(before, everything(story.id))
        assert blocked(story) == ["correction_asked_twice"]

    def test_may_repeat_a_point_that_is_still_unmet(self, district):
        story = stage.asked("layout_plan", "safety_rules")
        stage.upload_again(story)

        stage.ask(story, "safety_rules")

        assert story.state == "correction_asked"
        assert [p.key for p in story.view().correction if not p.supplied] == ["safety_rules"]

    def test_may_not_add_a_point_to_those_it_repeats(self, district):
        story = stage.asked("layout_plan", "safety_rules")
        stage.upload_again(story)
        with pytest.raises(Refusal, match="一次性告知"):
            stage.ask(story, "safety_rules", "self_service_equipment")
        assert story.state == "submitted"

    def test_may_repeat_a_point_for_which_something_useless_was_supplied(self, district):
        story = stage.asked("layout_plan", "safety_rules")
        stage.upload_again(story)
        assert {p.key: p.supplied for p in story.view().correction} == {
            "layout_plan": True,
            "safety_rules": False,
        }

        stage.ask(story, "layout_plan")

        assert [(p.key, p.supplied) for p in story.view().correction] == [("layout_plan", False)]

    def test_may_repeat_in_a_third_what_the_second_left_out_but_the_first_named(self, district):
        story = stage.asked("layout_plan", "safety_rules")
        stage.upload_again(story)
        stage.ask(story, "layout_plan")
        stage.upload_again(story)

        stage.ask(story, "safety_rules")

        assert [p.key for p in story.view().correction] == ["safety_rules"]


class TestSupplying:
    def test_begins_the_five_days_anew(self, district):
        story = stage.asked()
        with after(3):
            stage.upload_again(story)
            clock = story.view().clock
        assert (clock.kind, clock.started_on, clock.legal_due_on) == (
            "completeness",
            date(2026, 3, 5),
            date(2026, 3, 12),
        )

    def test_takes_nothing_that_was_not_asked(self, district):
        story = stage.asked("layout_plan")
        before = everything(story.id)
        with pytest.raises(InvalidInput):
            cases.supply(case_id=story.id, uploads={"safety_rules": PDF}, actor=story.applicant)
        with pytest.raises(InvalidInput):
            cases.supply(case_id=story.id, answers={"area": "90"}, actor=story.applicant)
        assert everything(story.id) == before

    def test_takes_only_what_this_notice_asks_not_what_the_first_did(self, district):
        story = stage.asked("layout_plan", "safety_rules")
        stage.upload_again(story)
        stage.ask(story, "safety_rules")
        before = everything(story.id)

        with pytest.raises(InvalidInput) as refusal:
            cases.supply(
                case_id=story.id, uploads={"layout_plan": PDF, "safety_rules": PDF}, actor=story.applicant
            )

        assert (refusal.value.code, set(refusal.value.errors)) == ("not_asked", {"layout_plan"})
        assert everything(story.id) == before

    def test_checks_the_answer_that_was_asked_for(self, district):
        story = Story(FOOD).sent()
        cases.ask_correction(
            case_id=story.id, points=[Point("field", "uscc", "代码不对。")], actor=actor("acceptor")
        )
        before = everything(story.id)
        with pytest.raises(InvalidInput) as refusal:
            cases.supply(case_id=story.id, answers={"uscc": "9151"}, actor=story.applicant)
        assert set(refusal.value.errors) == {"uscc"}
        assert everything(story.id) == before

    def test_in_time_keeps_the_application_from_being_returned(self, district):
        story = stage.asked()
        with after(14):
            assert cases.sweep()["lapse"] == 0
            stage.upload_again(story)
        assert story.state == "submitted"

    def test_too_late_is_returned_by_the_sweep(self, district):
        story = stage.asked()
        with after(15):
            assert cases.sweep()["lapse"] == 1
            assert cases.sweep()["lapse"] == 0
        view = story.view()
        assert (view.state, view.outcome, view.papers[-1].kind) == ("closed", "returned", "退件通知书")

    def test_is_not_cut_short(self, district):
        story = stage.asked()
        with pytest.raises(IllegalMove, match="还没有到"):
            cases.lapse(case_id=story.id)


class TestOnTheSpot:
    def test_a_small_error_is_put_right_without_a_notice(self, district):
        story = Story(FOOD).sent()
        cases.correct_on_spot(case_id=story.id, answers={"area": "88"}, actor=actor("window"))
        assert story.view().answers["area"] == "88"
        assert story.state == "submitted"

    def test_a_field_the_version_does_not_know_is_refused(self, district):
        story = Story(FOOD).sent()
        before = everything(story.id)
        with pytest.raises(Refusal):
            cases.correct_on_spot(case_id=story.id, answers={"blood_type": "A"}, actor=story.applicant)
        with pytest.raises(InvalidInput):
            cases.correct_on_spot(case_id=story.id, actor=story.applicant)
        assert everything(story.id) == before


class TestDeemedAcceptance:
    def test_comes_by_the_sweep_after_five_working_days(self, district):
        story = Story(FOOD).sent()
        with after(7):
            assert cases.sweep()["deem_accepted"] == 0
        with after(8):
            assert cases.sweep()["deem_accepted"] == 1
            view = story.view()
        assert view.state == "in_review"
        assert view.papers[-1].kind == "受理通知书"
        assert len([step for step in view.steps if step.state == "open"]) == 2

    def test_lets_the_clock_run_from_the_day_of_receipt(self, district):
        story = Story(FOOD).sent()
        with after(8):
            cases.sweep()
            view = story.view()
        assert view.accepted_on == date(2026, 3, 2)
        assert (view.clock.started_on, view.clock.promised_due_on) == (date(2026, 3, 2), date(2026, 3, 11))

    def test_after_a_correction_runs_from_the_day_of_supply(self, district):
        story = stage.asked()
        with after(2):
            stage.upload_again(story)
        with after(10):
            assert cases.sweep()["deem_accepted"] == 1
        assert story.view().accepted_on == date(2026, 3, 4)

    def test_does_not_come_before_the_days_are_over(self, district):
        story = Story(FOOD).sent()
        with pytest.raises(IllegalMove, match="还没有过完"):
            cases.deem_accepted(case_id=story.id)

    def test_written_down_late_by_an_acceptor_is_on_the_day_of_the_law_all_the_same(self, district):
        story = Story(FOOD).sent()
        with after(21):
            story.accept()
            view = story.view()
        assert view.accepted_on == view.clock.started_on == date(2026, 3, 2)
        paper = Paper.objects.get(case=story.id, kind="受理通知书").facts["paragraphs"][0]
        assert "自收到申请材料之日（2026年3月2日）起即为受理" in paper
        assert "第4项" in paper

    @pytest.mark.parametrize("act", [cases.decline, cases.declare_not_required])
    def test_cannot_be_undone_by_a_late_refusal(self, district, act):
        story = Story(FOOD).sent()
        before = everything(story.id)
        with after(21), pytest.raises(IllegalMove, match="即为受理"):
            act(case_id=story.id, reason="不归我们管。", actor=actor("acceptor"))
        assert everything(story.id) == before

    @pytest.mark.parametrize("how", ["ask", "decline", "not_required", "accept"])
    def test_unknown_to_the_profile_leaves_every_way_on_open(self, district, how):
        stage.publish(FOOD, profile="filing")
        story, officer = Story(FOOD).sent(), actor("acceptor")
        with after(21):
            if how == "ask":
                stage.ask(story, "layout_plan")
            elif how == "accept":
                story.accept()
                assert story.view().accepted_on == date(2026, 3, 23)
            elif how == "decline":
                cases.decline(case_id=story.id, reason="不归我们管。", actor=officer)
            else:
                cases.declare_not_required(case_id=story.id, reason="不需要。", actor=officer)
            assert story.state != "submitted"

    def test_is_unknown_to_a_filing(self, district):
        story, sister = stage.waiting()
        sister.accept().reviewed().decide()
        cases.issue(case_id=sister.id, actor=actor("licensing-shenpi"))
        cases.open_waiting(case_id=story.id)
        with after(30):
            assert cases.sweep()["deem_accepted"] == 0
            with pytest.raises(IllegalMove, match="没有视为受理"):
                cases.deem_accepted(case_id=story.id)
        assert Case.objects.get(pk=story.id).state == "submitted"
