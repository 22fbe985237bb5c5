"""Apply on a phone: one thing per page, nothing lost, nothing asked twice."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.district import COMMITMENT, DEFERRABLE, FOOD, HELD, PDF, SLUGS, Story, answers_for
from yimen.contexts.cases import api as cases
from yimen.sites.citizen.choosing import accept_of

pytestmark = pytest.mark.django_db


def read(response) -> str:
    return response.content.decode()


def pdf(name: str = "图.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def begin(client, file: str) -> str:
    """Start a draft and return the address of its list of tasks."""
    first_question = client.post(f"/items/{SLUGS[file]}/apply/")["Location"]
    return first_question[: first_question.index("/apply/")] + "/apply/"


def test_an_application_is_begun_filled_checked_and_sent(citizen):
    tasks = begin(citizen, FOOD)
    story_id = tasks.split("/")[2]
    page = citizen.get(tasks)
    assert "待完成" in read(page)
    view = page.context["case"]
    answers = answers_for(view.content, view.answers)

    for group in view.content.groups:
        form = {field.key: answers[field.key] for field in group.fields}
        went = citizen.post(f"{tasks}form/{group.key}/", form)
        assert went.status_code == 302, read(went)
    for material in view.materials:
        went = citizen.post(f"{tasks}materials/{material.key}/", {"file": pdf()})
        assert went.status_code == 302, read(went)
    assert "确认无误，提交申请" in read(citizen.get(f"{tasks}check/"))
    went = citizen.post(f"{tasks}check/")

    assert went["Location"] == f"/cases/{story_id}/sent/"
    sent = read(citizen.get(went["Location"]))
    assert re.search(r"\d{12}", re.sub(r"</?span>", "", sent))
    assert re.search(r">\d{6}<", sent)
    assert "2026年3月9日（周一）" in sent
    assert "接下来会怎样" in sent


def test_after_a_page_one_is_led_to_the_next_open_thing(citizen):
    tasks = begin(citizen, FOOD)
    view = citizen.get(tasks).context["case"]
    answers = answers_for(view.content, view.answers)
    first, second = view.content.groups[0], view.content.groups[1]

    went = citizen.post(f"{tasks}form/{first.key}/", {f.key: answers[f.key] for f in first.fields})

    assert went["Location"].endswith(f"/form/{second.key}/")


def test_what_the_account_knows_is_filled_in_and_said_so(citizen):
    tasks = begin(citizen, FOOD)
    view = citizen.get(tasks).context["case"]

    page = read(citizen.get(f"{tasks}form/{view.content.groups[0].key}/"))

    assert "王秀兰" in page
    assert "已按您的账号填好" in page


def test_a_mistake_is_named_beside_the_field_and_what_was_typed_is_kept(citizen):
    tasks = begin(citizen, FOOD)
    group = citizen.get(tasks).context["case"].content.groups[0]
    typed = {field.key: "打错的内容" for field in group.fields}

    answer = citizen.post(f"{tasks}form/{group.key}/", typed)

    page = read(answer)
    assert answer.status_code == 422
    assert "处需要修改" in page
    assert 'value="打错的内容"' in page
    assert 'aria-invalid="true"' in page
    assert citizen.get(tasks).context["case"].answers.get("phone") != "打错的内容"


def test_a_file_of_a_wrong_kind_is_refused_beside_its_material(citizen):
    tasks = begin(citizen, FOOD)
    material = citizen.get(tasks).context["case"].materials[0]
    program = SimpleUploadedFile("图.pdf", b"MZ\x90\x00" + b"\0" * 200, content_type="application/pdf")

    answer = citizen.post(f"{tasks}materials/{material.key}/", {"file": program})

    assert 400 <= answer.status_code < 500
    assert "处需要修改" in read(answer)
    assert citizen.get(tasks).context["case"].materials[0].state == "missing"


def test_no_file_chosen_is_said_plainly(citizen):
    tasks = begin(citizen, FOOD)
    material = citizen.get(tasks).context["case"].materials[0]

    assert "请先选择要上传的文件" in read(citizen.post(f"{tasks}materials/{material.key}/", {}))


def test_a_material_the_version_does_not_ask_for_is_not_found(citizen):
    tasks = begin(citizen, FOOD)

    assert citizen.post(f"{tasks}materials/blood_group/", {"file": pdf()}).status_code == 404


def test_a_deferrable_material_can_be_promised_for_a_day(citizen):
    tasks = begin(citizen, DEFERRABLE)
    view = citizen.get(tasks).context["case"]
    later = next(material for material in view.materials if material.deferrable)

    wrong = citizen.post(f"{tasks}materials/{later.key}/", {"act": "defer", "on": "2026-02-01"})
    right = citizen.post(f"{tasks}materials/{later.key}/", {"act": "defer", "on": "2026-03-06"})

    assert "晚于今天" in read(wrong)
    assert right.status_code == 302
    assert "2026年3月6日（周五）前补交" in read(citizen.get(f"{tasks}materials/"))


def test_commitment_is_a_choice_with_its_text_and_consequences(citizen):
    tasks = begin(citizen, COMMITMENT)

    assert "请选择一种办理方式" in read(citizen.post(f"{tasks}way/", {}))
    assert citizen.post(f"{tasks}way/", {"way": "commit"}).status_code == 302
    assert citizen.get(tasks).context["case"].commitment_signed


def test_an_unfinished_application_is_not_sent_and_says_what_is_missing(citizen):
    tasks = begin(citizen, FOOD)

    answer = citizen.post(f"{tasks}check/")

    assert answer.status_code == 422
    assert "还没有完成" in read(answer)
    assert citizen.get(tasks).status_code == 200


def test_a_draft_is_thrown_away_only_after_asking(citizen):
    tasks = begin(citizen, FOOD)
    assert "要删除这份草稿吗" in read(citizen.get(f"{tasks}discard/"))

    citizen.post(f"{tasks}discard/")

    assert citizen.get(tasks).status_code == 404


def test_nobody_sees_the_draft_of_another(citizen, signed_in):
    tasks = begin(citizen, FOOD)

    assert signed_in("lijianguo").get(tasks).status_code == 404
    assert signed_in("window").get(tasks).status_code == 403


def test_what_was_sent_is_no_draft_any_more(citizen):
    story = Story(FOOD).sent()

    back = citizen.get(f"/cases/{story.id}/apply/check/")
    again = citizen.post(f"/cases/{story.id}/apply/check/", follow=True)

    assert (back.status_code, back["Location"]) == (302, f"/cases/{story.id}/")
    assert "这份申请已经提交，不用再填" in read(again)
    assert story.state == "submitted"


def test_a_number_typed_in_groups_is_the_same_number(citizen):
    tasks = begin(citizen, FOOD)
    view = citizen.get(tasks).context["case"]
    group = next(g for g in view.content.groups if any(f.kind == "phone" for f in g.fields))
    answers = answers_for(view.content, view.answers)
    phone = next(f.key for f in group.fields if f.kind == "phone")
    form = {f.key: answers[f.key] for f in group.fields} | {phone: "138 0000 0009"}

    went = citizen.post(f"{tasks}form/{group.key}/", form)

    assert went.status_code == 302, read(went)
    assert citizen.get(tasks).context["case"].answers[phone] == "13800000009"
    assert not re.search(rf'name="{phone}"[^>]*maxlength', read(citizen.get(f"{tasks}form/{group.key}/")))


def test_a_photo_can_be_taken_where_pictures_are_accepted():
    assert accept_of(("pdf", "jpg", "png")) == ".pdf,application/pdf,.jpg,.jpeg,image/jpeg,.png,image/png"


def test_a_licence_that_is_not_held_is_said_to_have_been_looked_for(citizen):
    tasks = begin(citizen, HELD)

    assert "没有在证照库查到，请上传" in read(citizen.get(f"{tasks}materials/"))


def test_the_start_says_how_many_materials_are_required_and_how_many_depend(citizen):
    assert "2项必须，1项看情况" in read(citizen.get(f"/items/{SLUGS[FOOD]}/apply/"))


def test_a_commitment_is_told_to_be_decided_on_the_spot(citizen):
    story = Story(COMMITMENT).fill()
    cases.sign_commitment(case_id=story.id, signed=True, actor=story.applicant)
    story.upload().submit()
    sent = read(citizen.get(f"/cases/{story.id}/sent/"))
    story.accept()

    assert "受理后当场决定" in sent
    assert "待决定" in read(citizen.get(f"/cases/{story.id}/"))


def test_a_half_filled_page_can_be_put_aside_and_is_there_again(citizen):
    tasks = begin(citizen, FOOD)

    went = citizen.post(f"{tasks}form/place/", {"premises": "广安区演示路8号", "area": "", "later": "1"})

    assert went["Location"] == tasks
    assert "广安区演示路8号" in read(citizen.get(f"{tasks}form/place/"))
    refused = citizen.post(f"{tasks}check/")
    assert refused.status_code == 422
    assert "待完成" in read(citizen.get(tasks))
