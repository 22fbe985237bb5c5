"""Whose a draft is, and what it holds until it is sent: domain rules 3.2, 3.4, 3.5 and 3.11."""

from __future__ import annotations

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import everything
from tests.district import COMMITMENT, DEFERRABLE, FOOD, MONDAY, PDF, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.models import Case
from yimen.kernel.errors import NotFound

pytestmark = pytest.mark.django_db

OFFICERS = ("window", "acceptor", "reviewer-shijian", "decider-shenpi", "head-shenpi", "supervisor")


class TestWhoseADraftIs:
    @pytest.mark.parametrize("login", OFFICERS)
    def test_what_was_never_sent_is_nobodys_business_but_the_applicants(self, district, login):
        story = Story(FOOD).fill().upload()
        officer, before = actor(login), everything(story.id)

        for act in (
            lambda: cases.case_view(story.id, officer),
            lambda: cases.material_file(story.id, "layout_plan", officer),
            lambda: cases.attach_material(case_id=story.id, key="layout_plan", upload=PDF, actor=officer),
            lambda: cases.save_answers(case_id=story.id, group="place", answers={}, actor=officer),
            lambda: cases.submit(case_id=story.id, actor=officer),
            lambda: cases.discard_draft(case_id=story.id, actor=officer),
        ):
            with pytest.raises(NotFound):
                act()

        assert everything(story.id) == before

    def test_a_hall_elsewhere_does_not_open_what_the_applicant_writes_at_home(self, district):
        clerk = stage.clerk_elsewhere()
        story = Story(FOOD).fill().upload()
        with pytest.raises(NotFound):
            cases.case_view(story.id, clerk)
        with pytest.raises(NotFound):
            cases.submit_elsewhere(case_id=story.id, actor=clerk)

    def test_a_draft_of_the_window_belongs_to_the_applicant_and_the_clerk_who_fills_it_in(self, district):
        story = Story(FOOD, clerk=actor("window")).fill()

        assert story.view().viewer == "applicant"
        assert story.view("window").viewer == "officer"
        for login in set(OFFICERS) - {"window"}:
            with pytest.raises(NotFound):
                story.view(login)

    def test_another_clerk_of_the_same_window_does_not_open_it(self, district):
        colleague = stage.staff("colleague", actor("window").organisation, "window", "acceptor")
        story = Story(FOOD, clerk=actor("window"))
        with pytest.raises(NotFound):
            cases.case_view(story.id, colleague)

    def test_a_clerk_cannot_call_a_draft_of_the_window_an_online_one(self, district):
        story = Story(FOOD, clerk=actor("window"), channel="online")
        assert story.view().channel == "window"


class TestANewerVersion:
    def adopted(self, story: Story) -> dict[str, str]:
        cases.adopt_version(case_id=story.id, actor=story.applicant)
        return {material.key: material.state.value for material in story.view().materials}

    def test_that_knows_no_commitment_asks_for_the_materials_again(self, district):
        story = Story(COMMITMENT).fill()
        cases.sign_commitment(case_id=story.id, signed=True, actor=story.applicant)
        stage.publish(COMMITMENT, commitment=None)

        states = self.adopted(story)

        assert "committed" not in states.values()
        assert not story.view().commitment_signed
        assert cases.draft_check(story.id, story.applicant).missing

    def test_with_the_same_commitment_keeps_the_signature(self, district):
        story = Story(COMMITMENT).fill()
        cases.sign_commitment(case_id=story.id, signed=True, actor=story.applicant)
        stage.publish(COMMITMENT, summary="文字更清楚了。")

        assert "committed" in self.adopted(story).values()
        assert story.view().commitment_signed

    def test_that_lets_nothing_come_later_wants_it_now(self, district):
        story = Story(DEFERRABLE)
        cases.defer_material(
            case_id=story.id,
            key="rules_text",
            promised_on=MONDAY.date().replace(day=5),
            actor=story.applicant,
        )
        now = [{**m.model_dump(), "necessity": "required"} for m in story.content.materials]
        stage.publish(DEFERRABLE, materials=now)

        assert self.adopted(story)["rules_text"] == "missing"

    def test_that_takes_another_format_wants_the_file_again(self, district):
        story = Story(FOOD).upload()
        images = [{**m.model_dump(), "formats": ("jpg",)} for m in story.content.materials]
        stage.publish(FOOD, materials=images)

        assert set(self.adopted(story).values()) == {"missing"}

    def test_of_another_profile_is_followed_by_that_profile(self, district):
        story = Story(FOOD)
        stage.publish(FOOD, profile="filing")
        self.adopted(story)
        assert Case.objects.get(pk=story.id).profile == "filing"
