"""The officer's desk: the list, the case, the acts and their refusals."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from tests.district import COMPANY, EXPERT, FOOD, INSTANT, PDF, SITE_VISIT, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point
from yimen.contexts.identity import api as identity

pytestmark = pytest.mark.django_db


def read(response) -> str:
    return response.content.decode()


def act(story: Story, action: str) -> str:
    return f"/desk/cases/{story.id}/do/{action}/"


def test_the_inbox_shows_what_waits_with_word_and_shape(signed_in):
    Story(FOOD).sent()

    page = read(signed_in("window").get("/desk/"))

    assert "食品" in page
    assert "剩5个工作日" in page
    assert "待受理 1" in page
    assert "有变化" in page


def test_the_desk_opens_on_what_this_officer_has_to_do(signed_in):
    reviewed = Story(FOOD).accepted()
    waiting = Story(FOOD).sent()

    home = read(signed_in("acceptor").get("/desk/"))
    every = read(signed_in("acceptor").get("/desk/?filter="))
    reviewer = read(signed_in("reviewer-shijian").get("/desk/"))

    assert str(waiting.id) in home
    assert str(reviewed.id) not in home
    assert str(reviewed.id) in every
    assert str(reviewed.id) in reviewer
    assert home.index("待受理 1") < home.index("已办结 0") < home.index("全部在办 2")


@pytest.mark.parametrize("known_by", ["tail", "spaced tail", "name", "phone", "id number"])
def test_a_case_is_found_by_what_the_person_at_the_window_knows(signed_in, known_by):
    story, other = Story(FOOD).sent(), Story(COMPANY, "laojiefang").sent()
    person = identity.party(story.applicant.party_id)
    tail = story.done.number[-6:]
    words = {
        "tail": tail,
        "spaced tail": f"{tail[:3]} {tail[3:]}",
        "name": "王秀兰",
        "phone": person.phone,
        "id number": person.number,
    }

    page = read(signed_in("window").get("/desk/", {"q": words[known_by]}))

    assert str(story.id) in page
    assert ("tail" in known_by) or str(other.id) not in page


def test_the_search_looks_in_finished_cases_too_and_never_in_those_of_other_bodies(signed_in):
    story = Story(INSTANT).sent()
    signed_in("window").post(act(story, "decide_instantly"), {"outcome": "granted"})

    assert str(story.id) in read(signed_in("window").get("/desk/", {"q": "王秀兰"}))
    assert str(story.id) not in read(signed_in("decider-wenlv").get("/desk/", {"q": "王秀兰"}))


def test_the_list_names_the_applicant_to_the_bodies_of_the_case(signed_in):
    Story(FOOD).accepted()

    assert "王秀兰" in read(signed_in("reviewer-shijian").get("/desk/"))
    assert "王秀兰" not in read(signed_in("decider-wenlv").get("/desk/?filter="))


def test_what_was_opened_is_no_news_any_more(signed_in):
    window, story = signed_in("window"), Story(FOOD).sent()

    window.get(f"/desk/cases/{story.id}/")

    assert "有变化" not in read(window.get("/desk/"))


def test_the_list_can_be_searched_and_an_empty_one_says_so(signed_in):
    window, story = signed_in("window"), Story(FOOD).sent()

    assert f"/desk/cases/{story.id}/" in read(window.get("/desk/", {"q": story.done.number}))
    assert "没有符合的办件" in read(window.get("/desk/", {"q": "没有这件"}))
    assert window.get("/desk/?filter=nonsense&page=99").status_code == 200


def test_htmx_gets_the_case_without_the_frame(signed_in):
    story = Story(FOOD).sent()

    part = signed_in("window").get(f"/desk/cases/{story.id}/", headers={"HX-Request": "true"})

    assert "<html" not in read(part)
    assert "同意受理" in read(part)


def test_the_acts_on_offer_are_those_the_table_allows_this_person(signed_in):
    story = Story(FOOD).sent()

    acceptor = read(signed_in("acceptor").get(f"/desk/cases/{story.id}/"))
    decider = read(signed_in("decider-shenpi").get(f"/desk/cases/{story.id}/"))

    assert "do/accept/" in acceptor
    assert "do/decide/" not in acceptor
    assert "do/accept/" not in decider


def test_an_officer_accepts_with_one_press(signed_in):
    story = Story(FOOD).sent()
    went = signed_in("acceptor").post(act(story, "accept"))

    assert went["Location"] == f"/desk/cases/{story.id}/"
    assert story.state == "in_review"


def test_a_correction_names_each_point_and_what_to_mend(signed_in):
    acceptor, story = signed_in("acceptor"), Story(FOOD).sent()
    key = story.content.materials[0].key
    picked, text = f"pick:material:{key}", f"text:material:{key}"

    nothing = acceptor.post(act(story, "ask_correction"), {})
    silent = acceptor.post(act(story, "ask_correction"), {picked: "1"})
    field = story.content.groups[0].fields[0].key
    kept = acceptor.post(
        act(story, "ask_correction"), {picked: "1", f"pick:field:{field}": "1", text: "看不清，请重拍。"}
    )
    done = acceptor.post(act(story, "ask_correction"), {picked: "1", text: "看不清，请重拍。", "sure": "1"})

    assert "至少列出一项" in read(nothing)
    assert "怎样补正" in read(silent)
    assert silent.status_code == kept.status_code == 422
    assert "看不清，请重拍。" in read(kept)
    assert done.status_code == 302
    assert story.state == "correction_asked"


def test_a_correction_is_looked_at_as_a_whole_before_it_goes_out(signed_in):
    acceptor, story = signed_in("acceptor"), Story(FOOD).sent()
    key = story.content.materials[0].key
    given = {f"pick:material:{key}": "1", f"text:material:{key}": "看不清，请重拍。"}

    shown = read(acceptor.post(act(story, "ask_correction"), given))
    mended = read(acceptor.post(act(story, "ask_correction"), {**given, "again": "1"}))

    assert story.state == "submitted"
    assert "将一次性告知申请人以下1项" in shown
    assert "发出补正告知" in shown
    assert "<textarea" in mended
    assert "看不清，请重拍。" in mended
    assert acceptor.post(act(story, "ask_correction"), {**given, "sure": "1"}).status_code == 302
    assert story.state == "correction_asked"


def offers(client, story: Story) -> set[str]:
    return {entry["option"].action for entry in client.get(f"/desk/cases/{story.id}/").context["acts"]}


def test_after_an_opinion_the_step_can_be_neither_handed_on_nor_sent_back(signed_in):
    story, reviewer = Story(FOOD).accepted(), signed_in("reviewer-shijian")
    mine = next(step for step in story.open_steps() if "市场监管" in step.body or "市监" in step.body)
    assert "transfer_step" in offers(reviewer, story)

    story.opine(mine)

    assert not {"transfer_step", "return_step"} & offers(reviewer, story)
    assert "return_step" in offers(signed_in("decider-shenpi"), story)


def test_a_reviewer_sends_back_only_the_step_that_their_own_rests_on(signed_in):
    story = Story(SITE_VISIT).accepted()
    first = story.open_steps()[0]
    story.opine(first)
    second = story.open_steps()[0]
    assert first.key in second.after
    login = identity.staff_of(second.organisation_id, "reviewer")[0].account_id
    client = signed_in(get_user_model().objects.get(pk=login).login_name)

    assert "return_step" in offers(client, story)
    form = client.get(act(story, "return_step")).context["form"]
    assert [key for key, _ in form.fields["step_key"].choices] == [first.key]


def test_a_special_procedure_can_be_started_only_once_it_is_approved(signed_in):
    story = Story(EXPERT).accepted()
    reviewer = signed_in("reviewer-shenpi")
    assert "pause" not in offers(reviewer, story)
    assert f"由{story.view().owner}负责人批准" in read(reviewer.get(act(story, "propose_pause")))

    waiting = cases.propose_pause(
        case_id=story.id, ground="expert_review", days=5, reason="需要论证。", actor=actor("reviewer-shenpi")
    )
    assert "pause" not in offers(reviewer, story)
    cases.approve_pause(proposal_id=waiting, approve=True, actor=actor("head-shenpi"))

    assert "pause" in offers(reviewer, story)


def test_two_bodies_review_and_the_decider_reads_both(signed_in):
    story = Story(FOOD).accepted()
    for login in ("reviewer-shijian", "reviewer-weijian"):
        client = signed_in(login)
        step = next(s for s in client.get(act(story, "give_opinion")).context["case"].steps if s.mine)
        opinion = {"step_key": step.key, "verdict": "pass", "text": f"{login}同意。"}
        assert client.post(act(story, "give_opinion"), opinion).status_code == 302
    decider = signed_in("decider-shenpi")

    page = read(decider.get(act(story, "decide")))
    assert "reviewer-shijian同意。" in page
    assert "reviewer-weijian同意。" in page
    refusal = decider.post(act(story, "decide"), {"outcome": "refused", "reason": ""})
    assert refusal.status_code == 422
    assert "请写明理由" in read(refusal)
    assert decider.post(act(story, "decide"), {"outcome": "granted"}).status_code == 302
    assert story.view().outcome == "granted"


def test_a_site_visit_asks_for_the_second_officer(signed_in):
    story = Story(SITE_VISIT).accepted()
    step = story.open_steps()[0]
    while step.kind != "site_visit":
        story.opine(step)
        step = story.open_steps()[0]
    reviewer = identity.staff_of(step.organisation_id, "reviewer")[0]
    client = signed_in(get_user_model().objects.get(pk=reviewer.account_id).login_name)
    alone = client.post(
        act(story, "give_opinion"), {"step_key": step.key, "verdict": "pass", "text": "现场符合要求。"}
    )

    assert "同行人员" in read(client.get(act(story, "give_opinion")))
    assert alone.status_code == 422
    assert "两名以上" in read(alone)
    both = {"step_key": step.key, "verdict": "pass", "text": "现场符合要求。"}
    both["companion_id"] = str(identity.staff_of(step.organisation_id, "reviewer")[1].account_id)
    later = client.post(act(story, "give_opinion"), {**both, "visited_on": "2099-01-01"})
    assert "不能晚于今天" in read(later)
    done = client.post(act(story, "give_opinion"), {**both, "visited_on": "2026-03-02"})
    assert done.status_code == 302, read(done)
    given = next(entry for entry in story.view("decider-shenpi").steps if entry.key == step.key).opinions
    assert given[0].text == "2026年3月2日（周一）现场核查。现场符合要求。"


def test_a_special_procedure_goes_from_reviewer_to_head_and_stops_the_clock(signed_in):
    story = Story(EXPERT).accepted()
    reviewer, head = signed_in("reviewer-shenpi"), signed_in("head-shenpi")
    proposal = {"ground": "expert_review", "days": "10", "reason": "线路复杂，需要专家论证。"}
    assert reviewer.post(act(story, "propose_pause"), proposal).status_code == 302
    waiting = head.get(f"/desk/cases/{story.id}/").context["case"].pause_proposals[0]

    head.post(f"/desk/cases/{story.id}/proposals/{waiting.id}/", {"answer": "approve"})
    went = reviewer.post(act(story, "pause"), {"proposal_id": str(waiting.id)})

    assert went.status_code == 302, read(went)
    assert "恢复计时" in read(reviewer.get(f"/desk/cases/{story.id}/"))


@pytest.mark.parametrize("action", ["decide", "extend", "issue", "deliver", "terminate"])
def test_a_step_that_is_skipped_is_refused_in_words_and_nothing_changes(signed_in, action):
    story = Story(FOOD).sent()
    given = {
        "outcome": "granted",
        "reason": "试试",
        "days": "5",
        "method": "online",
        "ground": "applicant_gone",
    }

    answer = signed_in("acceptor").post(act(story, action), given)

    assert answer.status_code == 422
    assert "需要修改" in read(answer)
    assert story.state == "submitted"


def test_a_reviewer_reads_when_their_own_step_is_due(signed_in):
    story, reviewer = Story(FOOD).accepted(), signed_in("reviewer-shijian")

    case = reviewer.get(f"/desk/cases/{story.id}/")
    due = next(step.due_on for step in case.context["case"].steps if step.mine)

    assert f"{due.month}月{due.day}日" in read(case)
    assert f"您的环节{due.month}月{due.day}日前办完" in read(reviewer.get("/desk/"))
    assert "您的环节" not in read(signed_in("acceptor").get("/desk/?filter="))


def test_what_was_handed_in_after_a_correction_is_marked(signed_in):
    story = Story(FOOD).sent()
    key = story.content.materials[0].key
    point = Point("material", key, "看不清，请重拍。")
    cases.ask_correction(case_id=story.id, points=[point], actor=actor("acceptor"))
    assert "补正，" not in read(signed_in("acceptor").get(f"/desk/cases/{story.id}/"))

    cases.supply(case_id=story.id, actor=story.applicant, uploads={key: PDF})

    assert read(signed_in("acceptor").get(f"/desk/cases/{story.id}/")).count("补正，3月2日") == 1


def test_the_head_finds_a_waiting_proposal_above_everything_else(signed_in):
    story = Story(EXPERT).accepted()
    cases.propose_pause(
        case_id=story.id, ground="expert_review", days=5, reason="需要论证。", actor=actor("reviewer-shenpi")
    )

    page = read(signed_in("head-shenpi").get(f"/desk/cases/{story.id}/"))

    assert page.index("不批准") < page.index("do/extend/")


def test_another_body_does_not_see_the_case(signed_in):
    story = Story(FOOD).sent()
    stranger = signed_in("decider-wenlv")

    assert stranger.get(f"/desk/cases/{story.id}/").status_code == 404
    assert stranger.post(act(story, "accept")).status_code == 404


def test_the_desk_is_for_staff(citizen, visitor):
    assert citizen.get("/desk/").status_code == 403
    assert visitor.get("/desk/")["Location"].startswith("/login/")
    story = Story(FOOD).sent()
    assert citizen.get(f"/desk/cases/{story.id}/").status_code == 403


def test_an_act_that_does_not_exist_is_not_found(signed_in):
    story = Story(FOOD).sent()

    assert signed_in("acceptor").get(act(story, "abolish")).status_code == 404


def test_an_instant_item_is_decided_at_the_window_in_one_act(signed_in):
    story = Story(INSTANT).sent()

    went = signed_in("window").post(act(story, "decide_instantly"), {"outcome": "granted"})

    assert went.status_code == 302, read(went)
    assert story.view().outcome == "granted"


def test_a_step_is_handed_to_a_colleague_and_a_finished_one_sent_back(signed_in):
    story = Story(FOOD).accepted()
    reviewer = signed_in("reviewer-shijian")
    form = reviewer.get(act(story, "transfer_step")).context["form"]
    step, colleague = form.fields["step_key"].choices[0][0], form.fields["receiver_id"].choices[1][0]

    handed = reviewer.post(act(story, "transfer_step"), {"step_key": step, "receiver_id": colleague})
    other = get_user_model().objects.get(pk=colleague).login_name
    opinion = {"step_key": step, "verdict": "pass", "text": "经审查，符合要求。"}
    refused = reviewer.post(act(story, "give_opinion"), opinion)
    given = signed_in(other).post(act(story, "give_opinion"), opinion)
    back = {"step_key": step, "reason": "审查意见没有写明依据。"}
    returned = signed_in("decider-shenpi").post(act(story, "return_step"), back)

    assert handed.status_code == given.status_code == returned.status_code == 302
    assert refused.status_code == 422
    assert step in [entry.key for entry in story.open_steps()]


def test_the_head_extends_once_with_a_reason(signed_in):
    story, head = Story(FOOD).accepted(), signed_in("head-shenpi")

    wrong = head.post(act(story, "extend"), {"days": "99", "reason": "需要补充论证。"})
    right = head.post(act(story, "extend"), {"days": "5", "reason": "需要补充论证。"})
    again = head.post(act(story, "extend"), {"days": "5", "reason": "需要补充论证。"})

    assert wrong.status_code == again.status_code == 422
    assert "1到10个工作日" in read(wrong)
    assert right.status_code == 302, read(right)
