"""A reason that the law of motion demands is kept: sealed, shown to whom it concerns, vouched for by the journal."""

from __future__ import annotations

import pytest

from tests.district import FOOD, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.models import ActNote
from yimen.kernel.errors import InvalidInput
from yimen.platform.journal import api as journal

pytestmark = pytest.mark.django_db


def last_entry(story: Story, act: str):
    return [entry for entry in journal.entries_of(f"case:{story.id}") if entry.act == act][-1]


def test_the_reason_of_a_withdrawal_is_kept_and_shown(district):
    story = Story(FOOD).sent()

    cases.withdraw(case_id=story.id, actor=story.applicant, reason="不想开店了")

    line = next(line for line in story.view().trace if line.action == "withdraw")
    assert "不想开店了" in line.note
    entry = last_entry(story, "withdraw")
    assert journal.digest_matches("不想开店了", entry.facts["reason_digest"])
    assert "不想开店了" not in str(entry)


def test_why_a_step_was_sent_back_stays_among_officers(district):
    story = Story(FOOD).accepted().reviewed()
    step = story.view("decider-shenpi").steps[0]

    cases.return_step(
        case_id=story.id, step_key=step.key, reason="意见没有写明依据", actor=actor("decider-shenpi")
    )

    told = {
        viewer: " ".join(line.note for line in story.view(viewer).trace) for viewer in ("", "decider-shenpi")
    }
    assert "意见没有写明依据" in told["decider-shenpi"]
    assert "意见没有写明依据" not in told[""]


def test_an_act_without_a_reason_leaves_no_note(district):
    story = Story(FOOD).accepted()

    assert ActNote.objects.filter(case_id=story.id).count() == 0


def test_a_picture_in_an_answer_is_refused_at_the_form(district):
    story = Story(FOOD)
    group = story.content.groups[0]
    answers = {field.key: "面馆🍜" if field.kind == "text" else "" for field in group.fields}

    with pytest.raises(InvalidInput, match="印不到文书上"):
        cases.save_answers(case_id=story.id, group=group.key, answers=answers, actor=story.applicant)
