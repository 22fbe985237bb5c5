"""许可法第42、45条 and domain rules 3.4, 3.7, 3.8: what stops the clock, what lengthens it, and what runs out."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after, everything
from tests.district import DEFERRABLE, EXPERT, FOOD, HELD, MONDAY, PDF, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.models import Case
from yimen.contexts.clocks import api as clocks
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, IllegalMove, InvalidInput, NotFound, NotPermitted, Refusal
from yimen.platform.jobs.api import work_once
from yimen.platform.journal import api as journal

pytestmark = pytest.mark.django_db


def propose(
    story: Story, ground: str, login: str = "reviewer-jiaotong", days: int = 15, reason: str = "需要论证。"
):
    return cases.propose_pause(case_id=story.id, ground=ground, days=days, reason=reason, actor=actor(login))


class TestAPause:
    @pytest.mark.parametrize("ground", ["holiday", "staff_shortage", "site_visit", ""])
    def test_has_a_ground_of_the_closed_list(self, district, ground):
        story = Story(EXPERT).accepted()
        before = everything(story.id)
        with pytest.raises(InvalidInput, match="不计入期限"):
            propose(story, ground)
        assert everything(story.id) == before

    @pytest.mark.parametrize("ground", ["hearing", "tender", "auction", "testing", "quarantine", "appraisal"])
    def test_has_a_ground_that_the_version_names(self, district, ground):
        story = Story(EXPERT).accepted()
        row = everything(story.id)["row"]
        with pytest.raises(Refusal) as refusal:
            propose(story, ground)
        assert (refusal.value.code, refusal.value.basis) == ("ground_not_in_version", "许可法第45条")
        assert journal.entries_of(f"case:{story.id}")[-1].act == "overreach_blocked"
        assert everything(story.id)["row"] == row

    def test_is_proposed_by_a_reviewer_with_days_and_reason(self, district):
        story = Story(EXPERT).accepted()
        with pytest.raises(NotPermitted):
            propose(story, "expert_review", login="decider-shenpi")
        with pytest.raises(InvalidInput):
            propose(story, "expert_review", days=0)
        with pytest.raises(InvalidInput):
            propose(story, "expert_review", reason="")

    @pytest.mark.parametrize("days", [0, 366, 32768, 2**63])
    def test_is_for_a_number_of_days_that_can_be(self, district, days):
        story = Story(EXPERT).accepted()
        with pytest.raises(InvalidInput, match="1到365"):
            propose(story, "expert_review", days=days)

    def test_is_not_approved_by_who_proposed_it(self, district):
        story = Story(EXPERT).accepted()
        stage.staff("both-sides", actor("head-shenpi").organisation_id, "reviewer", "head")
        proposal = propose(story, "expert_review", login="both-sides")
        with pytest.raises(NotPermitted, match="同一人"):
            cases.approve_pause(proposal_id=proposal, approve=True, actor=actor("both-sides"))
        cases.approve_pause(proposal_id=proposal, approve=True, actor=actor("head-shenpi"))

    def test_of_a_case_that_ended_is_not_approved(self, district):
        story = Story(EXPERT).accepted()
        proposal = propose(story, "expert_review")
        cases.withdraw(case_id=story.id, actor=story.applicant)
        with pytest.raises(IllegalMove):
            cases.approve_pause(proposal_id=proposal, approve=True, actor=actor("head-shenpi"))
        view = story.view("head-shenpi")
        assert {step.state for step in view.steps} == {"skipped"}
        assert [proposal.state for proposal in view.pause_proposals] == ["refused"]

    @pytest.mark.parametrize("login", ["lijianguo", "reviewer-linye", "head-linye"])
    def test_is_unknown_to_strangers(self, district, login):
        story = Story(EXPERT).accepted()
        proposal = propose(story, "expert_review")
        cases.withdraw(case_id=story.id, actor=story.applicant)
        with pytest.raises(NotFound):
            propose(story, "expert_review", login=login)
        with pytest.raises(NotFound):
            cases.approve_pause(proposal_id=proposal, approve=True, actor=actor(login))

    def test_does_not_begin_before_the_head_approved(self, district):
        story = Story(EXPERT).accepted()
        proposal = propose(story, "expert_review")
        before = everything(story.id)
        for use in (proposal, uuid4()):
            with pytest.raises(Refusal):
                cases.pause(case_id=story.id, proposal_id=use, actor=actor("reviewer-jiaotong"))
        assert everything(story.id) == before
        assert story.view().clock.state == "running"

    @pytest.mark.parametrize(
        "login", ["decider-shenpi", "head-jiaotong", "government-head", "reviewer-jiaotong"]
    )
    def test_is_approved_by_the_head_of_the_body(self, district, login):
        story = Story(EXPERT).accepted()
        proposal = propose(story, "expert_review")
        with pytest.raises((NotPermitted, NotFound), match=r"负责人|无关"):
            cases.approve_pause(proposal_id=proposal, approve=True, actor=actor(login))

    def test_that_the_head_refused_does_not_begin(self, district):
        story = Story(EXPERT).accepted()
        proposal = propose(story, "expert_review")
        cases.approve_pause(proposal_id=proposal, approve=False, actor=actor("head-shenpi"))
        with pytest.raises(NotPermitted):
            cases.pause(case_id=story.id, proposal_id=proposal, actor=actor("reviewer-jiaotong"))
        with pytest.raises(Conflict):
            cases.approve_pause(proposal_id=proposal, approve=True, actor=actor("head-shenpi"))

    def test_an_approval_serves_for_one_pause(self, district):
        story, proposal = stage.approved_pause()
        cases.pause(case_id=story.id, proposal_id=proposal, actor=actor("reviewer-jiaotong"))
        cases.resume(case_id=story.id, actor=actor("reviewer-jiaotong"))
        with pytest.raises(NotPermitted):
            cases.pause(case_id=story.id, proposal_id=proposal, actor=actor("reviewer-jiaotong"))
        again = stage.approve(story)
        cases.pause(case_id=story.id, proposal_id=again, actor=actor("reviewer-jiaotong"))
        assert story.view().clock.state == "paused"

    def test_an_approval_of_one_case_serves_no_other(self, district):
        _, proposal = stage.approved_pause()
        other = Story(EXPERT).accepted()
        with pytest.raises(NotPermitted):
            cases.pause(case_id=other.id, proposal_id=proposal, actor=actor("reviewer-jiaotong"))

    def test_days_are_not_counted_and_review_goes_on(self, district):
        story = stage.paused()
        assert (story.view().clock.state, Case.objects.get(pk=story.id).due_on) == ("paused", None)
        with after(7):
            story.opine(story.open_steps()[0])
            cases.resume(case_id=story.id, actor=actor("reviewer-jiaotong"))
            clock = story.view().clock
        assert clock.promised_due_on == date(2026, 3, 20)
        assert Case.objects.get(pk=story.id).due_on == date(2026, 3, 20)

    def test_is_told_to_the_applicant_on_paper(self, district):
        assert stage.paused().view().papers[-1].kind == "特别程序告知书"

    def test_ends_by_itself_when_the_approved_days_are_used_up(self, district):
        story = stage.paused(days=5)
        with after(8):
            clocks.sweep()
            work_once()
            view = story.view()
        assert view.clock.state == "running"
        last = journal.entries_of(f"case:{story.id}")[-1]
        assert (last.act, last.actor, last.basis) == ("resume", "system", "许可法第45条")
        assert Case.objects.get(pk=story.id).due_on == view.clock.promised_due_on

    def test_whose_days_ran_out_is_ended_by_the_reviewer(self, district):
        story = stage.paused(days=3)
        with after(10):
            clocks.sweep()
            work_once()
            assert story.view().clock.state == "running"
            reviewer = actor("reviewer-jiaotong")
            assert "resume" in {option.action for option in story.view("reviewer-jiaotong").actions}
            cases.resume(case_id=story.id, actor=reviewer)
            special = [c for c in story.view().clocks if c.kind == "special_procedure"]
            assert {clock.state for clock in special} == {"stopped"}
            with pytest.raises(IllegalMove, match="没有暂停"):
                cases.resume(case_id=story.id, actor=reviewer)

    def test_that_ended_by_hand_is_written_down_once(self, district):
        story = stage.paused()
        cases.resume(case_id=story.id, actor=actor("reviewer-jiaotong"))
        work_once()
        assert [e.act for e in journal.entries_of(f"case:{story.id}")].count("resume") == 1

    def test_cannot_be_resumed_when_nothing_is_paused(self, district):
        story = Story(EXPERT).accepted()
        with pytest.raises(IllegalMove, match="没有暂停"):
            cases.resume(case_id=story.id, actor=actor("reviewer-jiaotong"))


def test_an_edited_calendar_moves_the_day_that_lists_are_sorted_by(district):
    story = Story(FOOD).accepted()
    assert Case.objects.get(pk=story.id).due_on == date(2026, 3, 11)

    regions.add_calendar_edition(
        2026, {date(2026, 3, 4): False}, source="演示：临时放假一天", actor=actor("operator").ref
    )
    work_once()

    assert story.view().clock.promised_due_on == date(2026, 3, 12)
    assert Case.objects.get(pk=story.id).due_on == date(2026, 3, 12)


def test_an_edited_calendar_moves_the_last_day_for_corrections(district):
    story = stage.asked()
    before = story.view().correction_due_on
    regions.add_calendar_edition(
        2026, {date(2026, 3, 4): False}, source="演示：临时放假一天", actor=actor("operator").ref
    )
    work_once()
    view = story.view()
    assert view.correction_due_on == view.clock.legal_due_on > before


class TestAnExtension:
    def test_adds_to_both_limits_with_reason_and_notice(self, district):
        story = Story(FOOD).accepted()
        cases.extend(case_id=story.id, days=10, reason="需要补充检验。", actor=actor("head-shenpi"))
        view = story.view()
        assert (view.clock.promised_due_on, view.clock.legal_due_on) == (date(2026, 3, 25), date(2026, 3, 30))
        assert view.papers[-1].kind == "延期告知书"

    def test_is_given_once(self, district):
        story = Story(FOOD).accepted()
        cases.extend(case_id=story.id, days=2, reason="复杂。", actor=actor("head-shenpi"))
        before = everything(story.id)
        with pytest.raises(IllegalMove, match="已经延期过"):
            cases.extend(case_id=story.id, days=2, reason="复杂。", actor=actor("head-shenpi"))
        assert everything(story.id) == before

    @pytest.mark.parametrize("days", [11, 0, -1])
    def test_is_at_most_ten_days(self, district, days):
        story = Story(FOOD).accepted()
        with pytest.raises(InvalidInput, match="1到10"):
            cases.extend(case_id=story.id, days=days, reason="复杂。", actor=actor("head-shenpi"))

    def test_has_a_reason(self, district):
        story = Story(FOOD).accepted()
        with pytest.raises(InvalidInput, match="理由"):
            cases.extend(case_id=story.id, days=5, reason="", actor=actor("head-shenpi"))

    def test_is_given_before_the_due_day(self, district):
        story = Story(FOOD).accepted()
        before = everything(story.id)
        for days in (14, 15, 30):
            with after(days), pytest.raises(IllegalMove, match="届满"):
                cases.extend(case_id=story.id, days=5, reason="复杂。", actor=actor("head-shenpi"))
        assert everything(story.id) == before
        with after(11):  # past the promised day, before the legal one
            cases.extend(case_id=story.id, days=5, reason="复杂。", actor=actor("head-shenpi"))

    @pytest.mark.parametrize("login", ["decider-shenpi", "head-shijian", "government-head", "acceptor"])
    def test_is_given_by_the_head_of_the_body(self, district, login):
        story = Story(FOOD).accepted()
        with pytest.raises((NotPermitted, NotFound)):
            cases.extend(case_id=story.id, days=5, reason="复杂。", actor=actor(login))

    def test_of_joint_handling_is_given_by_the_head_of_the_government_up_to_fifteen(self, district):
        stage.publish(FOOD, joint=True)
        story = Story(FOOD).accepted()
        with pytest.raises(NotPermitted, match="人民政府"):
            cases.extend(case_id=story.id, days=15, reason="联合踏勘。", actor=actor("head-shenpi"))
        with pytest.raises(InvalidInput, match="1到15"):
            cases.extend(case_id=story.id, days=16, reason="联合踏勘。", actor=actor("government-head"))
        cases.extend(case_id=story.id, days=15, reason="联合踏勘。", actor=actor("government-head"))
        assert story.view().clock.extended_days == 15


class TestADeferral:
    def test_lets_the_clock_run(self, district):
        clock = stage.deferred().view().clock
        assert (clock.kind, clock.state, clock.promised_due_on) == ("case", "running", date(2026, 3, 16))

    @pytest.mark.parametrize(("day", "words"), [(2, "晚于今天"), (16, "早于办结日期"), (30, "早于办结日期")])
    def test_is_promised_for_a_day_between_today_and_the_result(self, district, day, words):
        story = Story(DEFERRABLE).fill()
        before = everything(story.id)
        with pytest.raises(InvalidInput, match=words):
            cases.defer_material(
                case_id=story.id, key="rules_text", promised_on=date(2026, 3, day), actor=story.applicant
            )
        assert everything(story.id) == before

    def test_whose_day_has_come_before_sending_is_asked_again(self, district):
        story = Story(DEFERRABLE).fill().upload(leave_out=("rules_text",))
        cases.defer_material(
            case_id=story.id, key="rules_text", promised_on=date(2026, 3, 4), actor=story.applicant
        )
        with after(2), pytest.raises(InvalidInput, match="另选日期"):
            story.submit()
        assert story.state == "draft"

    def test_that_came_is_closed(self, district):
        story = stage.deferred()
        cases.supply_deferred(case_id=story.id, key="rules_text", upload=PDF, actor=story.applicant)
        with pytest.raises(IllegalMove, match="没有容缺"):
            cases.supply_deferred(case_id=story.id, key="rules_text", upload=PDF, actor=story.applicant)
        with after(30):
            assert cases.sweep()["lapse_deferral"] == 0

    def test_covers_only_what_was_deferred(self, district):
        story = stage.deferred()
        before = everything(story.id)
        with pytest.raises(IllegalMove, match="没有容缺"):
            cases.supply_deferred(case_id=story.id, key="premises_plan", upload=PDF, actor=story.applicant)
        assert everything(story.id) == before

    def test_that_is_late_returns_the_application_by_the_sweep(self, district):
        story = stage.deferred(days=4)
        with after(4):
            assert cases.sweep()["lapse_deferral"] == 0
        with after(5):
            assert cases.sweep()["lapse_deferral"] == 1
            view = story.view()
        assert (view.state, view.outcome, view.papers[-1].kind) == ("closed", "returned", "退件通知书")
        assert {clock.state for clock in view.clocks} == {"stopped"}

    def test_is_not_lapsed_early(self, district):
        story = stage.deferred()
        with pytest.raises(IllegalMove, match="还没有到"):
            cases.lapse_deferral(case_id=story.id)


class TestTheSweep:
    def test_clears_a_draft_that_has_expired(self, district):
        story = Story(FOOD).fill()
        with after(30):
            assert cases.sweep()["discard"] == 0
        with after(31):
            assert cases.sweep()["discard"] == 1
        with pytest.raises(NotFound):
            story.view()

    def test_leaves_a_draft_alone_until_then(self, district):
        story = Story(FOOD)
        with pytest.raises(IllegalMove, match="还没有到期"):
            cases.discard_draft(case_id=story.id, actor=stage.SYSTEM)

    def test_archives_a_delivered_case(self, district):
        story = stage.delivered()
        with after(2):
            assert cases.sweep()["close"] == 0
        with after(3):
            assert cases.sweep()["close"] == 1
        assert story.view().outcome == "granted"
        archive = journal.entries_of(f"case:{story.id}")[-1].facts["archive"]
        assert archive == [paper.number for paper in story.view().papers]

    def test_does_everything_once(self, district):
        Story(FOOD).sent(), stage.asked(), stage.deferred(), stage.delivered(), Story(HELD)
        with after(60):
            assert sum(cases.sweep().values()) == 5
            assert sum(cases.sweep().values()) == 0

    def test_a_case_that_refuses_does_not_stop_the_others(self, district):
        odd, story = Story(FOOD).sent(), Story(FOOD).sent()
        Case.objects.filter(pk=odd.id).update(due_on=MONDAY.date() - timedelta(days=9))
        with after(1):
            assert cases.sweep()["deem_accepted"] == 0
        with after(8):
            assert cases.sweep()["deem_accepted"] == 2
        assert story.state == "in_review"
