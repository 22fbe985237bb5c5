"""Whose a draft is, and what it holds until it is sent: domain rules 3.2, 3.4, 3.5 and 3.11."""

from __future__ import annotations

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import everything
from tests.district import FOOD, PDF, Story, actor
from yimen.contexts.cases import api as cases
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
