"""许可法第34条 and domain rules 3.4–3.6, 3.11: who may review, with whom, in which order, and who decides."""

from __future__ import annotations

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import everything
from tests.district import EXPERT, FOOD, SITE_VISIT, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.identity import api as identity
from yimen.kernel.errors import IllegalMove, InvalidInput, NotFound, NotPermitted, Refusal

pytestmark = pytest.mark.django_db


def opine(story: Story, key: str, login: str, **given):
    return cases.give_opinion(
        case_id=story.id,
        step_key=key,
        verdict=given.pop("verdict", "pass"),
        text=given.pop("text", "符合要求。"),
        actor=actor(login),
        **given,
    )


class TestAStep:
    def test_two_bodies_review_in_parallel_and_the_order_does_not_matter(self, district):
        story = Story(FOOD).accepted()
        opine(story, "hygiene_review", "reviewer-weijian")
        opine(story, "food_safety_review", "reviewer-shijian")
        assert [step.state for step in story.view("decider-shenpi").steps] == ["closed", "closed"]

    def test_opens_only_when_what_it_rests_on_is_closed(self, district):
        story = Story(EXPERT).accepted()
        before = everything(story.id)

        with pytest.raises(IllegalMove, match="没有打开"):
            opine(story, "sign_off", "reviewer-shenpi")

        assert everything(story.id) == before
        opine(story, "technical_review", "reviewer-jiaotong")
        assert [step.key for step in story.open_steps()] == ["expert_review"]

    def test_is_reviewed_by_its_own_body(self, district):
        story = Story(FOOD).accepted()
        before = everything(story.id)
        with pytest.raises(NotPermitted, match="其他部门"):
            opine(story, "hygiene_review", "reviewer-shijian")
        with pytest.raises(NotPermitted):
            opine(story, "hygiene_review", "decider-shenpi")
        with pytest.raises(NotFound):
            opine(story, "hygiene_review", "reviewer-linye")
        assert everything(story.id) == before

    def test_is_reviewed_once(self, district):
        story = Story(FOOD).accepted()
        opine(story, "hygiene_review", "reviewer-weijian")
        with pytest.raises(Refusal):
            opine(story, "hygiene_review", "reviewer2-weijian")

    @pytest.mark.parametrize("given", [{"verdict": "maybe"}, {"text": " "}])
    def test_needs_a_verdict_and_words(self, district, given):
        story = Story(FOOD).accepted()
        with pytest.raises(InvalidInput):
            opine(story, "hygiene_review", "reviewer-weijian", **given)

    def test_that_the_plan_does_not_have_is_refused(self, district):
        story = Story(FOOD).accepted()
        with pytest.raises(InvalidInput, match="没有这个审查环节"):
            opine(story, "fire_review", "reviewer-weijian")

    def test_handed_over_is_reviewed_only_by_the_receiver(self, district):
        story = Story(FOOD).accepted()
        second = actor("reviewer2-weijian")
        cases.transfer_step(
            case_id=story.id,
            step_key="hygiene_review",
            receiver_id=second.account_id,
            actor=actor("reviewer-weijian"),
        )
        with pytest.raises(NotPermitted):
            opine(story, "hygiene_review", "reviewer-weijian")
        assert opine(story, "hygiene_review", "reviewer2-weijian").state == "in_review"

    def test_is_handed_only_to_a_reviewer_of_its_body(self, district):
        story = Story(FOOD).accepted()
        for login in ("reviewer-shijian", "decider-weijian", "wangxiulan"):
            with pytest.raises(InvalidInput, match="本环节所属部门"):
                cases.transfer_step(
                    case_id=story.id,
                    step_key="hygiene_review",
                    receiver_id=actor(login).account_id,
                    actor=actor("reviewer-weijian"),
                )

    def test_is_not_handed_over_by_another_body(self, district):
        story = Story(FOOD).accepted()
        before = everything(story.id)
        with pytest.raises(NotPermitted, match="其他部门"):
            cases.transfer_step(
                case_id=story.id,
                step_key="hygiene_review",
                receiver_id=actor("reviewer2-weijian").account_id,
                actor=actor("reviewer-shijian"),
            )
        assert everything(story.id) == before

    def test_sent_back_opens_again_and_what_rested_on_it_waits_again(self, district):
        story = Story(EXPERT).accepted()
        opine(story, "technical_review", "reviewer-jiaotong")
        cases.return_step(
            case_id=story.id, step_key="technical_review", reason="漏了排水。", actor=actor("decider-shenpi")
        )
        steps = story.view("decider-shenpi").steps
        assert [step.state for step in steps] == ["open", "waiting", "waiting"]
        assert len(steps[0].opinions) == 1

    def test_is_not_handed_to_the_acceptor(self, district):
        stage.publish(FOOD, steps=own_steps(Story(FOOD)))
        both = stage.staff("accepts", actor("reviewer-shenpi").organisation_id, "acceptor", "reviewer")
        story = Story(FOOD).sent()
        cases.accept(case_id=story.id, actor=both)
        with pytest.raises(InvalidInput, match="受理人"):
            cases.transfer_step(
                case_id=story.id,
                step_key="hygiene_review",
                receiver_id=both.account_id,
                actor=actor("reviewer-shenpi"),
            )

    def test_is_not_sent_back_by_a_body_that_has_no_part_in_it(self, district):
        story = Story(FOOD).accepted().reviewed()
        with pytest.raises(NotPermitted, match="不能退回"):
            cases.return_step(
                case_id=story.id, step_key="hygiene_review", reason="重审。", actor=actor("reviewer-shijian")
            )
        cases.return_step(
            case_id=story.id, step_key="hygiene_review", reason="重审。", actor=actor("reviewer-weijian")
        )

    def test_is_sent_back_only_when_closed_and_with_a_reason(self, district):
        story = Story(FOOD).accepted()
        with pytest.raises(IllegalMove, match="还没有完成"):
            cases.return_step(
                case_id=story.id, step_key="hygiene_review", reason="重审。", actor=actor("decider-shenpi")
            )
        opine(story, "hygiene_review", "reviewer-weijian")
        with pytest.raises(InvalidInput):
            cases.return_step(
                case_id=story.id, step_key="hygiene_review", reason="", actor=actor("decider-shenpi")
            )


class TestASiteVisit:
    @pytest.fixture
    def story(self, district):
        story = Story(SITE_VISIT).accepted()
        opine(story, "document_review", "reviewer-nongye")
        return story

    def test_is_made_by_two_officers(self, story):
        before = everything(story.id)
        with pytest.raises(InvalidInput, match="两名以上"):
            opine(story, "site_visit", "reviewer-nongye")
        assert everything(story.id) == before

    def test_is_not_made_by_one_officer_twice(self, story):
        with pytest.raises(InvalidInput, match="两名以上"):
            opine(story, "site_visit", "reviewer-nongye", companion_id=actor("reviewer-nongye").account_id)

    def test_is_made_by_officers_of_one_body(self, story):
        for login in ("reviewer-weijian", "decider-nongye", "wangxiulan"):
            with pytest.raises(InvalidInput, match="本部门"):
                opine(story, "site_visit", "reviewer-nongye", companion_id=actor(login).account_id)

    def test_names_both_on_the_record(self, story):
        opine(story, "site_visit", "reviewer-nongye", companion_id=actor("reviewer2-nongye").account_id)
        (opinion,) = story.view("decider-shenpi").steps[1].opinions
        assert {opinion.officer, opinion.companion} == {"程桂香", "曹晓燕"}

    def test_runs_inside_the_limit(self, story):
        assert story.view().clock.state == "running"
        with pytest.raises(Refusal):
            cases.propose_pause(
                case_id=story.id,
                ground="inspection",
                days=5,
                reason="现场核查。",
                actor=actor("reviewer-nongye"),
            )

    def test_is_not_made_with_the_acceptor(self, story):
        body = actor("reviewer-shenpi").organisation_id
        both = stage.staff("both-shenpi", body, "acceptor", "reviewer")
        stage.publish(SITE_VISIT, steps=own_steps(story))
        other = Story(SITE_VISIT).sent()
        cases.accept(case_id=other.id, actor=both)
        opine(other, "document_review", "reviewer-shenpi")
        with pytest.raises(NotPermitted, match="受理人"):
            opine(other, "site_visit", "reviewer-shenpi", companion_id=both.account_id)


def own_steps(story: Story) -> list[dict]:
    """Return the plan with every step laid at the deciding body."""
    return [{**step.model_dump(), "body": "区行政审批局"} for step in story.content.steps]


class TestApart:
    """Acceptor, reviewer and decider differ (rule 3.11), whatever roles one person holds."""

    @pytest.fixture
    def everybody(self, district):
        stage.publish(FOOD, steps=own_steps(Story(FOOD)))
        body = actor("reviewer-shenpi").organisation_id
        return stage.staff("all-shenpi", body, "window", "acceptor", "reviewer", "decider")

    def test_the_acceptor_does_not_review(self, everybody):
        story = Story(FOOD).sent()
        cases.accept(case_id=story.id, actor=everybody)
        before = everything(story.id)
        with pytest.raises(NotPermitted, match="受理人"):
            opine(story, "hygiene_review", "all-shenpi")
        assert everything(story.id) == before

    def test_the_acceptor_does_not_decide(self, everybody):
        story = Story(FOOD).sent()
        cases.accept(case_id=story.id, actor=everybody)
        for key in ("hygiene_review", "food_safety_review"):
            opine(story, key, "reviewer-shenpi")
        with pytest.raises(NotPermitted, match="不能是同一人"):
            cases.decide(case_id=story.id, outcome="granted", actor=everybody)

    def test_a_reviewer_does_not_decide(self, everybody):
        story = Story(FOOD).accepted()
        opine(story, "hygiene_review", "all-shenpi")
        opine(story, "food_safety_review", "reviewer-shenpi")
        with pytest.raises(NotPermitted, match="不能是同一人"):
            cases.decide(case_id=story.id, outcome="granted", actor=everybody)

    def test_one_who_reviewed_before_a_step_was_sent_back_does_not_decide(self, everybody):
        story = Story(FOOD).accepted()
        opine(story, "hygiene_review", "all-shenpi")
        cases.return_step(
            case_id=story.id, step_key="hygiene_review", reason="重审。", actor=actor("decider-shenpi")
        )
        cases.transfer_step(
            case_id=story.id,
            step_key="hygiene_review",
            receiver_id=actor("reviewer-shenpi").account_id,
            actor=everybody,
        )
        for key in ("hygiene_review", "food_safety_review"):
            opine(story, key, "reviewer-shenpi")
        with pytest.raises(NotPermitted):
            cases.decide(case_id=story.id, outcome="granted", actor=everybody)

    def test_the_other_decider_may(self, everybody):
        story = Story(FOOD).sent()
        cases.accept(case_id=story.id, actor=everybody)
        for key in ("hygiene_review", "food_safety_review"):
            opine(story, key, "reviewer-shenpi")
        assert story.decide().done.outcome == "granted"


class TestDeciding:
    def test_waits_for_every_step(self, district):
        story = Story(FOOD).accepted()
        opine(story, "hygiene_review", "reviewer-weijian")
        before = everything(story.id)
        with pytest.raises(IllegalMove, match="食品安全审查"):
            story.decide()
        assert everything(story.id) == before

    def test_waits_for_a_deferred_material(self, district):
        story = stage.deferred().reviewed()
        before = everything(story.id)
        with pytest.raises(IllegalMove, match="容缺"):
            story.decide()
        assert everything(story.id) == before
        cases.supply_deferred(case_id=story.id, key="rules_text", upload=stage.PDF, actor=story.applicant)
        assert story.decide().done.outcome == "granted"

    def test_waits_while_the_clock_is_paused(self, district):
        story = stage.paused().reviewed()
        before = everything(story.id)
        with pytest.raises(IllegalMove, match="特别程序"):
            story.decide()
        assert everything(story.id) == before
        cases.resume(case_id=story.id, actor=actor("reviewer-jiaotong"))
        assert story.decide().done.outcome == "granted"

    def test_is_for_the_owners_decider(self, district):
        story = Story(FOOD).accepted().reviewed()
        for login in ("decider-shijian", "decider-linye", "head-shenpi", "window", "reviewer-shijian"):
            with pytest.raises((NotPermitted, NotFound)):
                cases.decide(case_id=story.id, outcome="granted", actor=actor(login))

    def test_a_refusal_has_reasons(self, district):
        story = Story(FOOD).accepted().reviewed("fail")
        with pytest.raises(InvalidInput, match="理由"):
            story.decide("refused", " ")
        with pytest.raises(InvalidInput):
            story.decide("perhaps")
        assert story.decide("refused", "场所与污染源没有隔开。").done.outcome == "refused"
        assert story.view().decision_reason == "场所与污染源没有隔开。"

    def test_a_failed_opinion_does_not_refuse_by_itself(self, district):
        story = Story(FOOD).accepted().reviewed("fail")
        assert (story.state, story.view().outcome) == ("in_review", "")

    def test_happens_once(self, district):
        story = stage.decided()
        with pytest.raises(IllegalMove):
            story.decide("refused", "改主意了。")


def test_a_list_shows_what_its_reader_may_open_and_nothing_else(district):
    """The inbox of every member of staff, against what each may really read."""
    stories = [Story(FOOD).sent(), Story(FOOD).accepted(), stage.paused(), stage.received()]
    logins = [
        a.login_name
        for a in identity.load_demo_accounts(stage.DEMO).accounts
        if identity.actor_named(a.login_name).kind == "staff"
    ]
    for login in logins:
        reader = actor(login)
        listed = {row.id for row in cases.inbox(reader).rows}
        assert listed == {story.id for story in stories if may_open(story, reader)}, login


def may_open(story: Story, reader) -> bool:
    try:
        cases.case_view(story.id, reader)
    except NotFound:
        return False
    return True
