"""Papers: numbered in the act, printed on demand, the same ever after; and what reading a case costs."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.contexts.cases import stage
from tests.contexts.cases.stage import after
from tests.district import FOOD, HELD, SITE_VISIT, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.domain.papers import KINDS
from yimen.contexts.cases.models import Case, Paper
from yimen.kernel.errors import NotFound, TooManyTries
from yimen.platform.files import api as files
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import now, standing_at

pytestmark = pytest.mark.django_db


def facts_of(story: Story, kind: str) -> dict:
    return Paper.objects.get(case=story.id, kind=kind).facts


def words_of(story: Story, kind: str) -> str:
    facts = facts_of(story, kind)
    return "".join(facts["paragraphs"])


class TestPrinting:
    def test_gives_the_same_bytes_at_every_reading(self, district):
        story = Story(FOOD).sent()
        (paper,) = story.view().papers

        first = files.read(cases.paper_file(paper.id, story.applicant).id)
        with after(40):
            again = files.read(cases.paper_file(paper.id, actor("acceptor")).id)

        assert first == again
        assert first.startswith(b"%PDF-")

    def test_is_not_done_before_somebody_reads(self, district):
        story = Story(FOOD).sent()
        assert Paper.objects.get(case=story.id).file_id is None

    def test_prints_what_the_record_says(self, district, tmp_path):
        story = Story(FOOD).accepted()
        paper = story.view().papers[-1]
        file = tmp_path / "paper.pdf"
        file.write_bytes(files.read(cases.paper_file(paper.id, story.applicant).id))

        try:
            text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
        except FileNotFoundError:
            pytest.skip("no pdftotext (poppler-utils) here")

        squeezed = re.sub(r"\s", "", text)
        for wanted in (paper.number, "受理通知书", "2026年3月11日", "王秀兰", story.view().number):
            assert re.sub(r"\s", "", wanted) in squeezed

    def test_is_for_those_who_stand_in_the_case(self, district):
        story = Story(FOOD).sent()
        (paper,) = story.view().papers
        for login in ("lijianguo", "decider-linye"):
            with pytest.raises(NotFound):
                cases.paper_file(paper.id, actor(login))

    def test_of_every_kind_succeeds(self, district):
        printed = set()
        for story in everything_that_happens():
            for paper in story.view().papers:
                if paper.kind not in printed:
                    data = files.read(cases.paper_file(paper.id, story.applicant).id)
                    assert data.startswith(b"%PDF-"), paper.kind
                    printed.add(paper.kind)
        assert printed == set(KINDS)


def everything_that_happens() -> list[Story]:
    """Stories in which, taken together, every kind of paper arises."""
    waiting, sister = stage.waiting()
    cases.withdraw(case_id=sister.id, actor=sister.applicant)
    cases.cancel_waiting(case_id=waiting.id)
    late = stage.asked()
    with after(15):
        cases.lapse(case_id=late.id)
    supplied = stage.asked()
    stage.upload_again(supplied)
    declined, unneeded = Story(FOOD).sent(), Story(FOOD).sent()
    cases.decline(case_id=declined.id, reason="不属于职权。", actor=actor("acceptor"))
    cases.declare_not_required(case_id=unneeded.id, reason="不需要。", actor=actor("acceptor"))
    longer, ended = Story(FOOD).accepted(), Story(FOOD).accepted()
    cases.extend(case_id=longer.id, days=3, reason="复杂。", actor=actor("head-shenpi"))
    cases.terminate(case_id=ended.id, ground="other_law", reason="法定。", actor=actor("head-shenpi"))
    paused, delivered = stage.paused(), stage.delivered()
    received = stage.received()
    cases.forward(case_id=received.id, actor=stage.clerk_elsewhere())
    stage.publish(FOOD, upper_body="四川省市场监督管理局")
    up = Story(FOOD).accepted().reviewed()
    cases.forward_up(case_id=up.id, opinion="初审合格。", actor=actor("head-shenpi"))
    return [
        waiting,
        sister,
        late,
        supplied,
        declined,
        unneeded,
        longer,
        ended,
        paused,
        delivered,
        received,
        up,
    ]


class TestFacts:
    def test_a_filing_that_is_refused_or_needless_is_no_licence(self, district):
        stage.publish(FOOD, profile="filing")
        refused, unneeded = stage.decided("refused"), Story(FOOD).sent()
        cases.declare_not_required(case_id=unneeded.id, reason="不需要。", actor=actor("acceptor"))

        for story, kind in ((refused, "决定书"), (unneeded, "不受理告知书")):
            words = words_of(story, kind).replace(story.content.name, "")
            assert "许可" not in words

    def test_the_template_alone_sets_the_colon_after_the_name(self, district):
        assert facts_of(Story(FOOD).sent(), "收件凭证")["addressee"] == "王秀兰"

    def test_a_receipt_names_password_and_last_day(self, district):
        story = Story(FOOD).sent()
        words = words_of(story, "收件凭证")
        assert story.view().query_password in words
        assert "2026年3月9日" in words

    def test_an_acceptance_names_both_limits(self, district):
        words = words_of(Story(FOOD).accepted(), "受理通知书")
        assert "法定办理期限10个工作日，承诺7个工作日，预计2026年3月11日前办结" in words

    def test_a_correction_lists_its_points_in_words(self, district):
        story = stage.asked("layout_plan", "safety_rules")
        assert facts_of(story, "补正告知书")["points"] == [
            "经营场所布局、操作流程和主要设备设施说明：请补充清楚。",
            "食品安全管理制度清单：请补充清楚。",
        ]

    def test_a_refusal_gives_reasons_article_and_remedies(self, district):
        story = stage.decided("refused")
        assert "场所不符合条件" in words_of(story, "决定书")
        assert "第38条" in words_of(story, "决定书")
        assert "行政复议" in facts_of(story, "决定书")["remedies"]

    def test_every_paper_bears_the_owners_name_wherever_it_was_received(self, district):
        for paper in Paper.objects.filter(case=stage.received().id):
            assert paper.facts["body"].endswith("行政审批局")

    def test_the_names_of_persons_are_not_in_the_row(self, district):
        story = Story(FOOD).accepted()
        for row in Paper.objects.filter(case=story.id).values():
            assert "王秀兰" not in str(row)
        assert "王秀兰" not in str(Case.objects.filter(pk=story.id).values()[0])
        for entry in journal.entries_of(f"case:{story.id}"):
            assert "王秀兰" not in str(entry)
            assert story.view().query_password not in entry.facts.values()

    def test_numbers_of_a_kind_count_up_through_the_year(self, district):
        numbers = [Story(FOOD).sent().view().papers[0].number for _ in range(3)]
        assert [number[-12:] for number in numbers] == [f"〔2026〕{n:05d}号" for n in (1, 2, 3)]


class TestWithoutSigningIn:
    def test_number_and_password_show_where_a_case_stands(self, district):
        story = Story(FOOD).accepted()
        view = cases.open_status(
            number=f" {story.view().number.lower()} ", password=story.view().query_password
        )
        assert (view.state, view.viewer) == ("in_review", "applicant")

    def test_a_wrong_password_says_no_more_than_a_wrong_number(self, district):
        story = Story(FOOD).sent()
        wrong = f"{(int(story.view().query_password) + 1) % 1_000_000:06d}"
        messages = set()
        for number, password in ((story.view().number, wrong), ("511602", wrong), (story.view().number, "")):
            with pytest.raises(NotFound) as refusal:
                cases.open_status(number=number, password=password)
            messages.add(refusal.value.message)
        assert len(messages) == 1

    def test_who_guesses_has_to_wait_and_then_may_go_on(self, district):
        story = Story(FOOD).sent()
        number, right = story.view().number, story.view().query_password
        wrong = f"{(int(right) + 1) % 1_000_000:06d}"
        for _ in range(5):
            with pytest.raises(NotFound):
                cases.open_status(number=number, password=wrong)

        with pytest.raises(TooManyTries):
            cases.open_status(number=number, password=right)

        with standing_at(now() + timedelta(minutes=16)):
            assert cases.open_status(number=number, password=right).number == number

    def test_one_address_cannot_try_every_number(self, district):
        for attempt in range(20):
            with pytest.raises(NotFound):
                cases.open_status(number=f"N{attempt}", password="000000", origin="203.0.113.7")

        with pytest.raises(TooManyTries):
            cases.open_status(number="N99", password="000000", origin="203.0.113.7")
        with pytest.raises(NotFound):
            cases.open_status(number="N99", password="000000", origin="203.0.113.8")

    def test_a_draft_has_neither(self, district):
        Story(FOOD)
        with pytest.raises(NotFound):
            cases.open_status(number="", password="")


class TestCost:
    @pytest.mark.parametrize("build", [stage.asked, stage.paused, stage.delivered, stage.deferred])
    @pytest.mark.parametrize("login", ["", "window"])
    def test_a_case_is_read_in_thirty_queries(self, district, django_assert_max_num_queries, build, login):
        story = build()
        reader = actor(login) if login else story.applicant
        with django_assert_max_num_queries(30):
            cases.case_view(story.id, reader)

    def test_a_case_costs_no_more_for_more_steps_and_opinions(self, district, django_assert_max_num_queries):
        small, large = Story(HELD), Story(SITE_VISIT).accepted().reviewed()
        reader = actor("decider-shenpi")
        with django_assert_max_num_queries(30):
            cases.case_view(large.id, reader)
        with django_assert_max_num_queries(30):
            cases.case_view(small.id, small.applicant)

    def test_lists_cost_the_same_for_five_rows_and_for_twenty_five(self, district):
        clerk, citizen = actor("window"), actor("wangxiulan")
        for _ in range(5):
            Story(FOOD).sent()
        with counted() as inbox_of_5:
            assert len(cases.inbox(clerk).rows) == 5
        with counted() as mine_of_5:
            assert len(cases.my_cases(citizen).rows) == 5
        for _ in range(20):
            Story(FOOD).sent()
        with counted() as inbox_of_25:
            page = cases.inbox(clerk)
        with counted() as mine_of_25:
            mine = cases.my_cases(citizen, page=1)

        assert (page.total, page.pages, len(page.rows), mine.total) == (25, 2, 20, 25)
        assert len(inbox_of_5) == len(inbox_of_25) <= 30
        assert len(mine_of_5) == len(mine_of_25) <= 30
        assert {row.id for row in cases.inbox(clerk, page=2).rows}.isdisjoint({row.id for row in page.rows})


def counted() -> CaptureQueriesContext:
    """Count the queries of a block."""
    return CaptureQueriesContext(connection)
