"""After sending: where it stands, who has it, until when, and what I can do."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.district import DEFERRABLE, FOOD, PDF, Story, actor
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point

pytestmark = pytest.mark.django_db


def read(response) -> str:
    return response.content.decode()


def asked_to_correct(story: Story) -> str:
    key = story.content.materials[0].key
    points = [Point("material", key, "照片看不清，请重拍。")]
    cases.ask_correction(case_id=story.id, points=points, actor=actor("acceptor"))
    return key


def test_the_case_page_shows_deadline_handler_and_telephone(citizen):
    story = Story(FOOD).accepted()

    page = read(citizen.get(f"/cases/{story.id}/"))

    assert "前办结" in page
    assert "法定10个工作日" in page
    assert "区市监局" in page
    assert "区卫健局" in page
    assert 'href="tel:0826-' in page
    assert page.count("进行中") >= 2


def test_my_cases_are_paged_and_filtered(citizen):
    for _ in range(21):
        Story(FOOD)

    assert "第 1 页，共 2 页" in read(citizen.get("/cases/"))
    assert "没有这样的办件" in read(citizen.get("/cases/?state=done"))


def test_a_person_without_cases_is_told_what_to_do(signed_in):
    assert "您还没有办件" in read(signed_in("lijianguo").get("/cases/"))


def test_a_correction_is_seen_at_once_and_supplied_in_one_go(citizen):
    story = Story(FOOD).sent()
    key = asked_to_correct(story)

    assert "等您补正" in read(citizen.get("/"))
    assert "照片看不清" in read(citizen.get(f"/cases/{story.id}/"))
    empty = citizen.post(f"/cases/{story.id}/supply/", {})
    upload = SimpleUploadedFile("新图.pdf", PDF, content_type="application/pdf")
    given = citizen.post(f"/cases/{story.id}/supply/", {f"file-{key}": upload})

    assert empty.status_code == 422
    assert "至少补正一项" in read(empty)
    assert given.status_code == 302
    assert story.state == "submitted"


def test_a_refused_file_is_named_beside_its_point(citizen):
    story = Story(FOOD).sent()
    keys = [material.key for material in story.content.materials[:2]]
    points = [Point("material", key, "请重新上传。") for key in keys]
    cases.ask_correction(case_id=story.id, points=points, actor=actor("acceptor"))
    good = SimpleUploadedFile("新图.pdf", PDF, content_type="application/pdf")
    program = SimpleUploadedFile("图.pdf", b"MZ\x90\x00" + b"\0" * 200, content_type="application/pdf")

    answer = citizen.post(f"/cases/{story.id}/supply/", {f"file-{keys[0]}": good, f"file-{keys[1]}": program})

    page = read(answer)
    assert answer.status_code == 422
    assert f'<a href="#file-{keys[1]}">' in page
    assert f'id="wrong-file-{keys[1]}"' in page
    assert f'id="wrong-file-{keys[0]}"' not in page


def test_the_list_says_until_when_to_correct(citizen):
    story = Story(FOOD).sent()
    asked_to_correct(story)

    assert re.search(r"\d+月\d+日前补正", read(citizen.get("/cases/")))


def test_saved_errands_are_told_when_it_is_granted(citizen):
    story = Story(FOOD).accepted()
    before = read(citizen.get(f"/cases/{story.id}/"))
    story.reviewed().decide()

    assert "替您少跑" not in before
    assert "网上办理，替您少跑" in read(citizen.get(f"/cases/{story.id}/"))


def test_a_number_is_read_in_groups_and_found_with_spaces(visitor):
    view = Story(FOOD).sent().view()
    number = " ".join(view.number[start : start + 4] for start in range(0, len(view.number), 4))

    answer = visitor.post("/status/", {"number": number, "password": view.query_password})

    assert f"<span>{view.number[:4]}</span><span>{view.number[4:8]}</span>" in read(answer)


def test_without_a_notice_there_is_nothing_to_supply(citizen):
    story = Story(FOOD).sent()

    assert citizen.get(f"/cases/{story.id}/supply/").status_code == 404


def test_a_deferred_material_is_handed_in_before_its_day(citizen):
    story = Story(DEFERRABLE).fill()
    later = next(m.key for m in story.content.materials if m.necessity == "deferrable")
    story.upload(leave_out=(later,))
    citizen.post(f"/cases/{story.id}/apply/materials/{later}/", {"act": "defer", "on": "2026-03-06"})
    story.submit().accept()
    assert "现在补交" in read(citizen.get(f"/cases/{story.id}/"))

    upload = SimpleUploadedFile("制度.pdf", PDF, content_type="application/pdf")
    given = citizen.post(f"/cases/{story.id}/deferred/{later}/", {"file": upload})

    assert given.status_code == 302, read(given)
    assert "现在补交" not in read(citizen.get(f"/cases/{story.id}/"))


def test_an_application_is_withdrawn_only_after_asking(citizen):
    story = Story(FOOD).sent()
    assert "要撤回这份申请吗" in read(citizen.get(f"/cases/{story.id}/withdraw/"))

    citizen.post(f"/cases/{story.id}/withdraw/", {"reason": "不开店了"})

    assert (story.state, story.view().outcome) == ("closed", "withdrawn")
    answer = citizen.get(f"/cases/{story.id}/")
    assert "已撤回" in read(answer)
    assert [(e.title, e.state) for e in answer.context["progress"]] == [
        ("提交申请", "done"),
        ("已撤回", "ended"),
    ]


def test_number_and_password_show_progress_without_signing_in(citizen, visitor):
    view = Story(FOOD).sent().view()

    right = visitor.post("/status/", {"number": view.number.lower(), "password": view.query_password})
    wrong = visitor.post("/status/", {"number": view.number, "password": "000000x"[:6]})

    assert "已提交待受理" in read(right)
    assert "王秀兰" not in read(right)
    assert wrong.status_code == 422
    assert "不对" in read(wrong)


def test_the_case_of_another_is_not_there(signed_in):
    story = Story(FOOD).sent()
    stranger = signed_in("lijianguo")
    paper = story.view().papers[0]

    assert stranger.get(f"/cases/{story.id}/").status_code == 404
    assert stranger.get(f"/cases/{story.id}/sent/").status_code == 404
    assert stranger.get(f"/cases/{story.id}/papers/{paper.id}/").status_code == 404
    assert stranger.get(f"/cases/{story.id}/materials/{story.content.materials[0].key}/").status_code == 404
    assert stranger.post(f"/cases/{story.id}/withdraw/", {"reason": "恶意"}).status_code == 404


def test_a_material_comes_back_as_a_download_never_inline(citizen):
    story = Story(FOOD).sent()

    answer = citizen.get(f"/cases/{story.id}/materials/{story.content.materials[0].key}/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_message_centre_says_when_there_is_nothing(citizen):
    assert "还没有消息" in read(citizen.get("/messages/"))
    assert citizen.post("/messages/").status_code == 302
