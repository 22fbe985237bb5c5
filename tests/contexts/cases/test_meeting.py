"""Two people at once, on SQLite and on PostgreSQL, with transactions that really commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.contexts.cases import stage
from tests.district import FOOD, MONDAY, PDF, Story, actor, load_district
from tests.platform.two_databases import fresh_database, together
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.models import Case, Paper
from yimen.contexts.identity import api as identity
from yimen.kernel.casenumber import CaseNumber
from yimen.kernel.errors import Conflict, Refusal
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import standing_at

AT_ONCE = 8


def _house() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    load_district()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def _town(request: Any, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("meeting")
    with django_db_blocker.unblock(), fresh_database(request.param, folder, _house):
        yield request.param


@pytest.fixture
def town(_town: str) -> Iterator[str]:
    """A district in which what is done stays done."""
    with standing_at(MONDAY):
        yield _town


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts at once on Monday; every thread has to be told what day it is."""

    def on_monday(act: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            with standing_at(MONDAY):
                return act()

        return run

    return together(*(on_monday(act) for act in acts))


def winners(results: list[Any]) -> list[Any]:
    """Return what the acts returned that were done; all others must have been refused in words."""
    assert all(isinstance(r, Refusal) for r in results if isinstance(r, Exception)), results
    return [result for result in results if not isinstance(result, Exception)]


def second_decider() -> Any:
    return stage.staff("decider2-shenpi", actor("decider-shenpi").organisation_id, "decider")


def test_two_officers_decide_at_once_and_one_wins(town):
    story, other = Story(FOOD).accepted().reviewed(), second_decider()

    results = at_once(
        lambda: cases.decide(case_id=story.id, outcome="granted", actor=actor("decider-shenpi")),
        lambda: cases.decide(case_id=story.id, outcome="refused", reason="不符合条件。", actor=other),
    )

    (done,) = winners(results)
    (lost,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(lost, Conflict)
    assert lost.status == 409
    assert Case.objects.get(pk=story.id).outcome == done.outcome
    assert Paper.objects.filter(case=story.id, kind="决定书").count() == 1
    assert [e.act for e in journal.entries_of(f"case:{story.id}")].count("decide") == 1
    assert journal.verify([f"case:{story.id}"]).clean


def test_over_http_the_slower_officer_gets_409(town):
    story = Story(FOOD).accepted().reviewed()
    tokens = [
        identity.issue_token(account_id=officer.account_id).token
        for officer in (actor("decider-shenpi"), second_decider())
    ]

    def decide(token: str) -> Any:
        return Client().post(
            f"/api/v1/cases/{story.id}/decision",
            {"outcome": "granted"},
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    answers = at_once(*(lambda token=token: decide(token) for token in tokens))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (lost,) = [answer.json() for answer in answers if answer.status_code == 409]
    assert lost["code"] in ("illegal_move", "stale")


def test_a_draft_submitted_many_times_at_once_gets_one_number(town):
    story = Story(FOOD).fill().upload()

    results = at_once(*[lambda: cases.submit(case_id=story.id, actor=story.applicant)] * 4)

    (done,) = winners(results)
    lost = [result for result in results if isinstance(result, Exception)]
    assert {refusal.status for refusal in lost} == {409}
    assert all(done.number in refusal.message for refusal in lost)
    assert Paper.objects.filter(case=story.id).count() == 1


def test_serials_of_a_day_are_unique_and_without_gaps(town):
    before = Case.objects.filter(version__item__slug=stage.item(FOOD).slug, number__isnull=False).count()
    stories = [Story(FOOD).fill().upload() for _ in range(AT_ONCE)]

    results = at_once(*(lambda s=s: cases.submit(case_id=s.id, actor=s.applicant) for s in stories))

    serials = sorted(CaseNumber.parse(done.number).serial for done in winners(results))
    assert serials == list(range(before + 1, before + AT_ONCE + 1))
    numbers = list(Paper.objects.filter(kind="收件凭证").values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == before + AT_ONCE


def test_a_refused_submission_leaves_no_gap(town):
    incomplete, complete = Story(FOOD).fill(), Story(FOOD).fill().upload()
    before = Case.objects.filter(number__isnull=False).count()

    at_once(
        lambda: cases.submit(case_id=incomplete.id, actor=incomplete.applicant),
        lambda: cases.submit(case_id=complete.id, actor=complete.applicant),
    )

    assert CaseNumber.parse(Case.objects.get(pk=complete.id).number).serial == before + 1


def test_acceptance_and_withdrawal_at_once_leave_one_story(town):
    story = Story(FOOD).sent()

    results = at_once(
        lambda: cases.accept(case_id=story.id, actor=actor("acceptor")),
        lambda: cases.withdraw(case_id=story.id, actor=story.applicant),
    )

    assert len(winners(results)) in (1, 2)  # accepted and then withdrawn is lawful, the other order is not
    case = Case.objects.get(pk=story.id)
    assert case.row_version == journal.head_of(f"case:{story.id}").length
    assert (case.state, case.outcome) == ("closed", "withdrawn")


def test_two_bodies_give_their_opinions_at_once(town):
    story = Story(FOOD).accepted()

    def opine(step: str, login: str) -> Any:
        return cases.give_opinion(
            case_id=story.id, step_key=step, verdict="pass", text="符合要求。", actor=actor(login)
        )

    results = at_once(
        lambda: opine("food_safety_review", "reviewer-shijian"),
        lambda: opine("hygiene_review", "reviewer-weijian"),
    )

    assert len(winners(results)) == 2
    assert {step.state for step in story.view().steps} == {"closed"}


def test_one_approval_used_twice_at_once_stops_the_clock_once(town):
    story, proposal = stage.approved_pause()

    results = at_once(
        *[lambda: cases.pause(case_id=story.id, proposal_id=proposal, actor=actor("reviewer-jiaotong"))] * 2
    )

    assert len(winners(results)) == 1
    assert len(story.view().clock.pauses) == 1


def test_two_sweeps_at_once_do_everything_once(town):
    story = stage.asked()

    def sweep() -> Any:
        with stage.after(15):
            return cases.sweep()["lapse"]

    assert sum(at_once(sweep, sweep)) >= 1
    assert [e.act for e in journal.entries_of(f"case:{story.id}")].count("lapse") == 1
    assert Paper.objects.filter(case=story.id, kind="退件通知书").count() == 1


def test_a_paper_read_by_two_at_once_is_printed_once(town):
    story = Story(FOOD).sent()
    (paper,) = story.view().papers

    one, other = at_once(*[lambda: cases.paper_file(paper.id, story.applicant)] * 2)

    assert one.id == other.id


def test_a_file_put_to_two_materials_at_once_is_put_to_both(town):
    story = Story(FOOD).fill()

    def attach(key: str) -> Any:
        return cases.attach_material(case_id=story.id, key=key, upload=PDF, actor=story.applicant)

    results = at_once(lambda: attach("layout_plan"), lambda: attach("safety_rules"))

    assert len(winners(results)) == 2
    assert cases.draft_check(story.id, story.applicant).ready
