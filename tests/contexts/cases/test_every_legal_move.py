"""Every move of the oracle, done by its real service on a real case; the table of the code is not consulted."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after
from tests.district import FOOD, HELD, INSTANT, MONDAY, PDF, Story, actor, answers_for, item
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.models import Case, Paper
from yimen.contexts.identity.data import SYSTEM
from yimen.contexts.licences import api as licences
from yimen.kernel.errors import NotFound
from yimen.platform.journal import api as journal
from yimen.platform.outbox.models import Event

ORACLE = Path(__file__).parents[2] / "data" / "legal_moves.csv"
ROWS = list(csv.DictReader(ORACLE.open(encoding="utf-8")))
BUILDERS: dict[tuple[str, str], Callable[[str], tuple[Story, Callable[[], object]]]] = {}


def move(state: str, action: str):
    """Register how this move is prepared; the function returns the case and the act, not yet done."""

    def register(build):
        BUILDERS[(state, action)] = build
        return build

    return register


@move("draft", "edit")
def _(outcome):
    story = Story(FOOD)
    group = story.content.groups[0]
    answers = answers_for(story.content, story.view().answers)
    page = {field.key: answers[field.key] for field in group.fields}
    return story, lambda: cases.save_answers(
        case_id=story.id, group=group.key, answers=page, actor=story.applicant
    )


@move("draft", "discard")
def _(outcome):
    story = Story(FOOD)
    return story, lambda: cases.discard_draft(case_id=story.id, actor=story.applicant)


@move("draft", "submit")
def _(outcome):
    story = Story(FOOD).fill().upload()
    return story, story.submit


@move("draft", "submit_elsewhere")
def _(outcome):
    clerk = stage.clerk_elsewhere()
    story = Story(FOOD, clerk=clerk).fill().upload()
    return story, lambda: cases.submit_elsewhere(case_id=story.id, actor=clerk)


@move("draft", "submit_dependent")
def _(outcome):
    sister, story = Story(FOOD).sent(), Story(HELD).fill()
    return story, lambda: cases.submit_dependent(
        case_id=story.id, awaited_case_id=sister.id, actor=story.applicant
    )


@move("received", "forward")
def _(outcome):
    story = stage.received()
    return story, lambda: cases.forward(case_id=story.id, actor=stage.clerk_elsewhere())


def withdrawal(build):
    def prepare(outcome):
        story = build()
        return story, lambda: cases.withdraw(case_id=story.id, actor=story.applicant)

    return prepare


for _state in ("received", "waiting", "submitted", "correction_asked", "in_review"):
    move(_state, "withdraw")(withdrawal(stage.IN_STATE[_state]))


def voiding(build):
    def prepare(outcome):
        story = build()
        return story, lambda: cases.void(case_id=story.id, reason="重复录入。", actor=actor("supervisor"))

    return prepare


for _state in ("received", "submitted"):
    move(_state, "void")(voiding(stage.IN_STATE[_state]))


@move("waiting", "open")
def _(outcome):
    story, sister = stage.waiting()
    sister.accept().reviewed().decide()
    cases.issue(case_id=sister.id, actor=actor("licensing-shenpi"))
    return story, lambda: cases.open_waiting(case_id=story.id)


@move("waiting", "cancel")
def _(outcome):
    story, sister = stage.waiting()
    cases.withdraw(case_id=sister.id, actor=sister.applicant)
    return story, lambda: cases.cancel_waiting(case_id=story.id)


@move("submitted", "correct_on_spot")
def _(outcome):
    story = Story(FOOD).sent()
    return story, lambda: cases.correct_on_spot(
        case_id=story.id, answers={"area": "81"}, actor=story.applicant
    )


@move("submitted", "ask_correction")
def _(outcome):
    story = Story(FOOD).sent()
    return story, lambda: stage.ask(story, "layout_plan")


@move("submitted", "accept")
def _(outcome):
    story = Story(FOOD).sent()
    return story, story.accept


@move("submitted", "deem_accepted")
def _(outcome):
    story = Story(FOOD).sent()

    def act():
        with after(8):
            cases.deem_accepted(case_id=story.id)

    return story, act


@move("submitted", "not_required")
def _(outcome):
    story = Story(FOOD).sent()
    return story, lambda: cases.declare_not_required(
        case_id=story.id, reason="只销售预包装食品，不需要许可。", actor=actor("acceptor")
    )


@move("submitted", "decline")
def _(outcome):
    story = Story(FOOD).sent()
    return story, lambda: cases.decline(
        case_id=story.id,
        reason="不属于本机关职权。",
        competent_body="广安市市场监督管理局",
        actor=actor("acceptor"),
    )


@move("submitted", "decide_instantly")
def _(outcome):
    story = Story(INSTANT).sent()
    return story, lambda: cases.decide_instantly(
        case_id=story.id, outcome=outcome, reason="登记信息不一致。", actor=actor("window")
    )


@move("correction_asked", "supply")
def _(outcome):
    story = stage.asked()
    return story, lambda: stage.upload_again(story)


@move("correction_asked", "lapse")
def _(outcome):
    story = stage.asked()

    def act():
        with after(15):
            cases.lapse(case_id=story.id)

    return story, act


@move("in_review", "give_opinion")
def _(outcome):
    story = Story(FOOD).accepted()
    return story, lambda: story.opine(story.open_steps()[0])


@move("in_review", "return_step")
def _(outcome):
    story = Story(FOOD).accepted().reviewed()
    return story, lambda: cases.return_step(
        case_id=story.id,
        step_key="hygiene_review",
        reason="意见没有写明用水来源。",
        actor=actor("decider-shenpi"),
    )


@move("in_review", "transfer_step")
def _(outcome):
    story = Story(FOOD).accepted()
    return story, lambda: cases.transfer_step(
        case_id=story.id,
        step_key="hygiene_review",
        receiver_id=actor("reviewer2-weijian").account_id,
        actor=actor("reviewer-weijian"),
    )


@move("in_review", "pause")
def _(outcome):
    story, proposal = stage.approved_pause()
    return story, lambda: cases.pause(
        case_id=story.id, proposal_id=proposal, actor=actor("reviewer-jiaotong")
    )


@move("in_review", "resume")
def _(outcome):
    story = stage.paused()
    return story, lambda: cases.resume(case_id=story.id, actor=actor("reviewer-jiaotong"))


@move("in_review", "extend")
def _(outcome):
    story = Story(FOOD).accepted()
    return story, lambda: cases.extend(
        case_id=story.id, days=10, reason="需要补充检验。", actor=actor("head-shenpi")
    )


@move("in_review", "supply_deferred")
def _(outcome):
    story = stage.deferred()
    return story, lambda: cases.supply_deferred(
        case_id=story.id, key="rules_text", upload=PDF, actor=story.applicant
    )


@move("in_review", "lapse_deferral")
def _(outcome):
    story = stage.deferred(days=4)

    def act():
        with after(5):
            cases.lapse_deferral(case_id=story.id)

    return story, act


@move("in_review", "forward_up")
def _(outcome):
    stage.publish(FOOD, upper_body="四川省市场监督管理局")
    story = Story(FOOD).accepted().reviewed()
    return story, lambda: cases.forward_up(
        case_id=story.id, opinion="初审合格，建议准予。", actor=actor("head-shenpi")
    )


@move("in_review", "decide")
def _(outcome):
    story = Story(FOOD).accepted().reviewed()
    return story, lambda: story.decide(outcome, "" if outcome == "granted" else "场所与污染源没有隔开。")


@move("in_review", "terminate")
def _(outcome):
    stage.publish(FOOD, quantity_limit="全区20家")
    story = Story(FOOD).accepted()
    return story, lambda: cases.terminate(
        case_id=story.id, ground="quota_used", reason="数量已满。", actor=actor("head-shenpi")
    )


@move("decided", "issue")
def _(outcome):
    story = stage.decided()
    return story, lambda: cases.issue(case_id=story.id, actor=actor("licensing-shenpi"))


@move("decided", "deliver")
def _(outcome):
    story = stage.signed()
    return story, lambda: cases.deliver(case_id=story.id, method="window", actor=actor("window"))


@move("delivered", "delivery_failed")
def _(outcome):
    story = stage.delivered()
    return story, lambda: cases.report_delivery_failed(
        case_id=story.id, reason="邮件退回。", actor=actor("window")
    )


@move("delivered", "close")
def _(outcome):
    story = stage.delivered()
    return story, lambda: cases.close(case_id=story.id, actor=SYSTEM)


def told_of(subject: str) -> int:
    """Return how many events of the case itself were published."""
    return Event.objects.filter(subject=subject, type__startswith="case.").count()


WANTED = [(row, outcome) for row in ROWS if row["state"] for outcome in row["outcome"].split("|")]


def test_every_move_of_the_oracle_has_its_way_of_being_tried():
    assert {(row["state"], row["action"]) for row in ROWS} == {("", "start"), *BUILDERS}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "outcome"),
    WANTED,
    ids=[f"{row['state']}-{row['action']}-{outcome}".rstrip("-") for row, outcome in WANTED],
)
def test_a_legal_move_works_through_its_service(district, row, outcome):
    story, act = BUILDERS[(row["state"], row["action"])](outcome)
    subject = f"case:{story.id}"
    before = Case.objects.get(pk=story.id)
    papers = set(Paper.objects.filter(case=story.id).values_list("pk", flat=True))
    events = told_of(subject)
    assert before.state == row["state"]

    act()

    entry = journal.entries_of(subject)[-1]
    assert (entry.act, entry.basis) == (row["action"], row["basis"])
    assert (entry.facts["from"], entry.facts["to"]) == (row["state"], row["next_state"])
    assert entry.facts.get("outcome", "") == outcome
    assert told_of(subject) == events + 1
    assert journal.verify([subject]).clean
    if not row["next_state"]:
        assert not Case.objects.filter(pk=story.id).exists()
        return
    now = Case.objects.get(pk=story.id)
    assert (now.state, now.outcome) == (row["next_state"], outcome or before.outcome)
    assert now.row_version == before.row_version + 1
    new = list(Paper.objects.filter(case=story.id).exclude(pk__in=papers))
    told = entry.facts.get("paper", "")
    if row["paper"] == "证照":
        assert new == []
        assert licences.licence_of_subject(subject).identifier == told
    elif row["paper"]:
        assert [(p.kind, p.act, p.number) for p in new] == [(row["paper"], row["action"], told)]
        assert told
    else:
        assert (new, told) == ([], "")


@pytest.mark.django_db
def test_the_first_move_opens_a_draft(district):
    done = cases.start_application(slug=item(FOOD).slug, actor=actor("wangxiulan"))

    case = Case.objects.get(pk=done.id)
    assert (case.state, case.number, case.draft_expires_on) == (
        "draft",
        None,
        (MONDAY + timedelta(days=30)).date(),
    )
    assert [entry.act for entry in journal.entries_of(f"case:{done.id}")] == ["start"]


@pytest.mark.django_db
def test_a_discarded_draft_is_gone_and_its_trace_is_kept(district):
    story = Story(FOOD).fill()

    cases.discard_draft(case_id=story.id, actor=story.applicant)

    with pytest.raises(NotFound):
        story.view()
    assert [entry.act for entry in journal.entries_of(f"case:{story.id}")][-1] == "discard"
