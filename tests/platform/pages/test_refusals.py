"""A refused act becomes a designed page for a person and a small document for a machine."""

from __future__ import annotations

import json

import pytest
from django.test import RequestFactory

from yimen.contexts.identity.data import ANONYMOUS
from yimen.kernel import errors
from yimen.platform.pages import errors as pages
from yimen.platform.pages.refusals import RefusalMiddleware

MIDDLEWARE = RefusalMiddleware(lambda request: None)


def ask(path="/desk/", **headers):
    request = RequestFactory().post(path, **headers)
    request.actor = ANONYMOUS
    request.htmx = bool(headers.get("HTTP_HX_REQUEST"))
    return request


def test_a_person_reads_what_was_wrong_why_and_that_nothing_changed():
    refusal = errors.IllegalMove("这件申请已经受理。", basis="许可法第32条")

    answer = MIDDLEWARE.process_exception(ask(), refusal)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这件申请已经受理。" in page
    assert "许可法第32条" in page
    assert "没有改变任何内容" in page


def test_a_machine_gets_code_message_field_and_basis():
    refusal = errors.InvalidInput({"area": "请填写面积。"}, code="form_invalid")

    answer = MIDDLEWARE.process_exception(ask("/api/v1/cases"), refusal)

    assert answer.status_code == 422
    assert json.loads(answer.content) == {
        "code": "form_invalid",
        "message": "请填写面积。",
        "errors": {"area": "请填写面积。"},
    }


def test_htmx_gets_only_the_part_it_can_put_into_the_page():
    answer = MIDDLEWARE.process_exception(ask(HTTP_HX_REQUEST="true"), errors.NotPermitted("不能办理。"))

    assert answer.status_code == 403
    assert "<html" not in answer.content.decode()


def test_the_way_back_leads_only_to_our_own_pages():
    ours = MIDDLEWARE.process_exception(
        ask(HTTP_REFERER="http://testserver/cases/?page=2"), errors.Refusal("不行。")
    )
    theirs = MIDDLEWARE.process_exception(
        ask(HTTP_REFERER="https://evil.example/x"), errors.Refusal("不行。")
    )

    assert 'href="/cases/?page=2"' in ours.content.decode()
    assert "evil.example" not in theirs.content.decode()


def test_a_message_cannot_bring_markup_into_the_page():
    answer = MIDDLEWARE.process_exception(ask(), errors.Refusal("<script>alert(1)</script>"))

    assert "<script>alert" not in answer.content.decode()


def test_a_fault_of_ours_is_not_a_refusal():
    assert MIDDLEWARE.process_exception(ask(), KeyError("x")) is None


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda r: pages.bad_request(r), 400),
        (lambda r: pages.forbidden(r), 403),
        (lambda r: pages.not_found(r), 404),
        (lambda r: pages.server_error(r), 500),
        (lambda r: pages.csrf_failure(r), 403),
    ],
)
def test_every_error_is_a_designed_page_with_a_way_on(answer, status):
    response = answer(ask("/nowhere/"))

    page = response.content.decode()
    assert response.status_code == status
    assert "<h1>" in page
    assert 'href="/"' in page
    assert "12345" in page


def test_a_machine_gets_its_errors_as_documents():
    assert json.loads(pages.not_found(ask("/api/v1/x")).content)["code"] == "not_found"
    assert json.loads(pages.server_error(ask("/api/v1/x")).content)["code"] == "server_error"
