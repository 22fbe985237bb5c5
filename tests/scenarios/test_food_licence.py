"""许可法第29、32、34、37、39、42、44条: a food licence from draft to delivery, two bodies in parallel."""

from __future__ import annotations

import pytest

from tests.district import FOOD, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.licences import api as licences
from yimen.kernel.casenumber import CaseNumber
from yimen.platform.jobs.api import work_once
from yimen.platform.journal import api as journal


@pytest.mark.django_db
def test_a_citizen_gets_a_food_licence(district, django_capture_on_commit_callbacks):
    story = Story(FOOD)
    assert story.state == "draft"

    story.fill().upload()
    assert cases.draft_check(story.id, story.applicant).ready

    story.submit()
    number = CaseNumber.parse(story.done.number)
    assert number.serial == 1
    assert story.state == "submitted"

    story.accept("window")
    assert story.state == "in_review"
    assert {step.body for step in story.open_steps()} == {"区市监局", "区卫健局"}

    story.reviewed().decide()
    assert story.done.outcome == "granted"

    with django_capture_on_commit_callbacks(execute=True):
        work_once()
    work_once()

    view = story.view()
    assert (view.state, view.outcome) == ("delivered", "granted")
    licence = licences.licence_of_subject(f"case:{story.id}")
    assert licence is not None
    assert licence.in_force
    assert [paper.kind for paper in view.papers] == ["收件凭证", "受理通知书", "决定书", "送达回证"]
    assert journal.verify([f"case:{story.id}"]).clean


@pytest.mark.django_db
def test_the_trace_names_the_handler_and_the_article(district):
    story = Story(FOOD).accepted()

    lines = story.view().trace

    accepted = lines[-1]
    assert accepted.handler == actor("acceptor").name
    assert accepted.phone.startswith("0826-")
    assert accepted.basis == "许可法第32条第1款第5项"
