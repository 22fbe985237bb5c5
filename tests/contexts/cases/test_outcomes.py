"""How a case ends: commitment, instant items, delivery, withdrawal, termination, voiding (许可法第39、44条)."""

from __future__ import annotations

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after, everything
from tests.district import COMMITMENT, DEFERRABLE, EXPERT, FOOD, HELD, INSTANT, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.licences import api as licences
from yimen.kernel.errors import IllegalMove, InvalidInput, NotFound, NotPermitted
from yimen.platform.jobs.api import work_once
from yimen.platform.journal import api as journal
from yimen.platform.notify import api as notify

pytestmark = pytest.mark.django_db


def committed() -> Story:
    story = Story(COMMITMENT).fill()
    cases.sign_commitment(case_id=story.id, signed=True, actor=story.applicant)
    return story


class TestACommitment:
    def test_stands_for_the_materials_it_covers(self, district):
        story = committed()
        states = {material.state for material in story.view().materials}
        assert states == {"committed"}
        assert cases.draft_check(story.id, story.applicant).ready

    def test_skips_the_review_and_is_decided_at_once(self, district):
        story = committed().submit().accept()
        assert {step.state for step in story.view().steps} == {"skipped"}
        assert story.decide().done.outcome == "granted"

    def test_is_not_decided_by_who_accepted_it(self, district):
        body = actor("acceptor").organisation_id
        both = stage.staff("both-roles", body, "acceptor", "decider")
        story = committed().submit()
        cases.accept(case_id=story.id, actor=both)
        with pytest.raises(NotPermitted, match="不能是同一人"):
            cases.decide(case_id=story.id, outcome="granted", actor=both)

    def test_taken_back_asks_for_the_materials_again(self, district):
        story = committed()
        cases.sign_commitment(case_id=story.id, signed=False, actor=story.applicant)
        assert "floor_plan" in cases.draft_check(story.id, story.applicant).missing

    def test_the_ordinary_way_stays_open(self, district):
        story = Story(COMMITMENT).accepted()
        assert {step.state for step in story.view().steps} == {"open", "waiting"}

    def test_is_not_offered_where_the_version_has_none(self, district):
        story = Story(FOOD)
        with pytest.raises(InvalidInput, match="告知承诺"):
            cases.sign_commitment(case_id=story.id, signed=True, actor=story.applicant)


class TestAnInstantItem:
    def test_is_decided_at_the_window(self, district):
        story = Story(INSTANT).sent()
        cases.decide_instantly(case_id=story.id, outcome="granted", actor=actor("window"))
        view = story.view()
        assert (view.state, view.outcome, view.papers[-1].kind) == ("decided", "granted", "决定书")

    def test_is_decided_only_at_the_window(self, district):
        story = Story(INSTANT).sent()
        with pytest.raises(NotPermitted):
            cases.decide_instantly(case_id=story.id, outcome="granted", actor=actor("decider-shenpi"))

    def test_is_not_refused_without_a_reason(self, district):
        story = Story(INSTANT).sent()
        with pytest.raises(InvalidInput):
            cases.decide_instantly(case_id=story.id, outcome="refused", actor=actor("window"))

    def test_no_other_item_is_decided_on_the_spot(self, district):
        story = Story(FOOD).sent()
        before = everything(story.id)
        with pytest.raises(IllegalMove, match="不是即办件"):
            cases.decide_instantly(case_id=story.id, outcome="granted", actor=actor("window"))
        assert everything(story.id) == before


class TestIssuing:
    def test_happens_once(self, district):
        story = stage.issued()
        with pytest.raises(IllegalMove, match="已经制发"):
            cases.issue(case_id=story.id, actor=actor("licensing-shenpi"))

    def test_does_not_follow_a_refusal(self, district):
        story = stage.decided("refused")
        with pytest.raises(IllegalMove, match="没有准予"):
            cases.issue(case_id=story.id, actor=actor("licensing-shenpi"))

    def test_does_not_follow_where_the_result_is_no_licence(self, district):
        story = stage.decided(file=EXPERT)
        with pytest.raises(IllegalMove, match="不是证照"):
            cases.issue(case_id=story.id, actor=actor("licensing-shenpi"))

    def test_is_not_for_the_decider(self, district):
        story = stage.decided()
        with pytest.raises(NotPermitted):
            cases.issue(case_id=story.id, actor=actor("decider-shenpi"))

    def test_names_the_officer_in_the_record_of_the_licence(self, district):
        story = stage.issued()
        (entry,) = journal.entries_of(f"licence:{story.view().licence_id}")
        assert entry.actor == actor("licensing-shenpi").ref

    def test_prints_what_the_version_names(self, district):
        story = stage.issued()
        licence = licences.licence_of_subject(f"case:{story.id}")
        assert licence.facts["经营者名称"] == "王秀兰"
        assert len(licence.facts) == len(story.content.result.facts)
        assert licence.valid_until.isoformat() == "2031-03-01"


class TestOneLicencePerHolder:
    def test_no_second_one_is_begun_sent_or_granted(self, district):
        drafted = Story(DEFERRABLE).fill().upload()
        reviewed = Story(DEFERRABLE).accepted().reviewed()
        first = Story(DEFERRABLE).accepted().reviewed().decide()
        cases.issue(case_id=first.id, actor=actor("licensing-shenpi"))
        for attempt in (lambda: Story(DEFERRABLE), drafted.submit, reviewed.decide):
            with pytest.raises(IllegalMove, match="只能有一本"):
                attempt()
        assert reviewed.decide("refused", "已经持有有效证照。").done.outcome == "refused"


class TestDelivery:
    def test_waits_for_the_licence(self, district):
        story = stage.decided()
        with pytest.raises(IllegalMove, match="还没有制发"):
            cases.deliver(case_id=story.id, method="window", actor=actor("window"))

    def test_waits_for_the_signed_file_of_the_licence(self, district):
        story = stage.decided()
        cases.issue_if_due(case_id=story.id)
        cases.deliver_if_online(case_id=story.id)
        assert story.state == "decided"
        with pytest.raises(IllegalMove, match="签署"):
            cases.deliver(case_id=story.id, method="window", actor=actor("window"))

        licences.file_of(story.view().licence_id)
        cases.deliver_if_online(case_id=story.id)

        assert story.state == "delivered"

    def test_of_a_refusal_waits_for_nothing(self, district):
        story = stage.decided("refused")
        cases.deliver(case_id=story.id, method="window", actor=actor("window"))
        assert story.state == "delivered"

    def test_has_a_known_method(self, district):
        story = stage.issued()
        with pytest.raises(InvalidInput):
            cases.deliver(case_id=story.id, method="pigeon", actor=actor("window"))

    def test_has_ten_working_days(self, district):
        assert stage.decided().view().clock.legal_due_on.isoformat() == "2026-03-16"

    def test_that_failed_is_tried_again_with_a_new_period(self, district):
        story = stage.delivered()
        with after(2):
            cases.report_delivery_failed(case_id=story.id, reason="地址不详。", actor=actor("window"))
            assert story.view().clock.legal_due_on.isoformat() == "2026-03-18"
            cases.deliver(case_id=story.id, method="post", actor=actor("window"))
        assert story.state == "delivered"
        with pytest.raises(InvalidInput):
            cases.report_delivery_failed(case_id=story.id, reason="", actor=actor("window"))

    @pytest.mark.parametrize("how", ["decline", "not_required", "refused"])
    def test_of_a_paper_comes_by_itself_to_who_applied_online(self, district, how):
        story = Story(FOOD).sent()
        if how == "decline":
            cases.decline(case_id=story.id, reason="不属于本机关职权。", actor=actor("acceptor"))
        elif how == "not_required":
            cases.declare_not_required(case_id=story.id, reason="不需要许可。", actor=actor("acceptor"))
        else:
            story.accept().reviewed("fail").decide("refused", "不符合条件。")
        work_once()
        assert story.state == "delivered"
        assert notify.unread_count(story.applicant.account_id) >= 2

    def test_of_a_case_filed_at_the_window_waits_for_the_window(self, district):
        story = Story(INSTANT, channel="window").sent()
        cases.decide_instantly(case_id=story.id, outcome="granted", actor=actor("window"))
        work_once()
        assert story.state == "decided"


class TestDecliningToAccept:
    @pytest.mark.parametrize("act", [cases.decline, cases.declare_not_required])
    def test_has_a_reason(self, district, act):
        story = Story(FOOD).sent()
        with pytest.raises(InvalidInput):
            act(case_id=story.id, reason=" ", actor=actor("acceptor"))

    def test_the_two_papers_are_different(self, district):
        one, other = Story(FOOD).sent(), Story(FOOD).sent()
        cases.decline(case_id=one.id, reason="不属于本机关职权。", actor=actor("acceptor"))
        cases.declare_not_required(case_id=other.id, reason="不需要许可。", actor=actor("acceptor"))
        assert one.view().papers[-1].kind == "不予受理决定书"
        assert other.view().papers[-1].kind == "不受理告知书"


class TestWithdrawal:
    @pytest.mark.parametrize("state", ["waiting", "received", "submitted", "correction_asked", "in_review"])
    def test_is_possible_in_every_state_before_the_decision(self, district, state):
        story = stage.IN_STATE[state]()
        cases.withdraw(case_id=story.id, actor=story.applicant)
        view = story.view()
        assert (view.state, view.outcome, view.papers[-1].kind) == ("closed", "withdrawn", "撤回凭证")
        assert {clock.state for clock in view.clocks} <= {"stopped"}

    def test_is_possible_while_the_clock_is_paused(self, district):
        story = stage.paused()
        cases.withdraw(case_id=story.id, actor=story.applicant)
        assert {clock.state for clock in story.view().clocks} == {"stopped"}
        with after(60):
            work_once()
        assert story.view().outcome == "withdrawn"
        assert journal.verify([f"case:{story.id}"]).clean

    def test_is_the_applicants_alone(self, district):
        story = Story(FOOD).sent()
        for login in ("window", "acceptor", "supervisor"):
            with pytest.raises(NotPermitted):
                cases.withdraw(case_id=story.id, actor=actor(login))
        with pytest.raises(NotFound):
            cases.withdraw(case_id=story.id, actor=actor("lijianguo"))


class TestOtherEndings:
    def test_the_applicant_hears_of_a_case_that_was_voided(self, district):
        story = Story(FOOD).sent()
        work_once()
        before = notify.unread_count(story.applicant.account_id)
        cases.void(case_id=story.id, reason="误录。", actor=actor("supervisor"))
        work_once()
        assert notify.unread_count(story.applicant.account_id) == before + 1

    def test_only_a_supervisor_voids_and_with_a_reason(self, district):
        story = Story(FOOD).sent()
        with pytest.raises(NotPermitted):
            cases.void(case_id=story.id, reason="误录。", actor=actor("head-shenpi"))
        with pytest.raises(InvalidInput):
            cases.void(case_id=story.id, reason="", actor=actor("supervisor"))

    @pytest.mark.parametrize("ground", ["", "convenience", "quota_used"])
    def test_a_termination_has_a_ground_in_law(self, district, ground):
        story = Story(FOOD).accepted()
        before = everything(story.id)
        with pytest.raises(InvalidInput):
            cases.terminate(case_id=story.id, ground=ground, reason="理由。", actor=actor("head-shenpi"))
        assert everything(story.id) == before

    def test_an_item_decided_here_is_not_forwarded_up(self, district):
        story = Story(FOOD).accepted().reviewed()
        with pytest.raises(IllegalMove, match="不需要转报"):
            cases.forward_up(case_id=story.id, opinion="合格。", actor=actor("head-shenpi"))

    def test_an_examination_is_finished_before_it_is_forwarded_up(self, district):
        stage.publish(FOOD, upper_body="四川省市场监督管理局")
        story = Story(FOOD).accepted()
        with pytest.raises(IllegalMove, match="没有完成"):
            cases.forward_up(case_id=story.id, opinion="合格。", actor=actor("head-shenpi"))
        story.reviewed()
        with pytest.raises(InvalidInput):
            cases.forward_up(case_id=story.id, opinion="", actor=actor("head-shenpi"))

    def test_a_filing_cites_its_guide_and_not_the_licensing_law(self, district):
        story, sister = stage.waiting()
        sister.accept().reviewed().decide()
        cases.issue(case_id=sister.id, actor=actor("licensing-shenpi"))
        cases.open_waiting(case_id=story.id)
        story.accept()
        assert journal.entries_of(f"case:{story.id}")[-1].basis == "本事项办事指南"
        assert story.content.name == Story(HELD).content.name


def test_whoever_applied_is_told_that_their_case_was_voided(district):
    story = Story(FOOD).sent()
    before = notify.unread_count(story.applicant.account)
    cases.void(case_id=story.id, reason="重复录入。", actor=actor("supervisor"))
    work_once()
    assert notify.unread_count(story.applicant.account) == before + 2  # received, and voided
