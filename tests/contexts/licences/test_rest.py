"""REST: the same doors as the pages, and verification of files for everybody."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.contexts.licences.conftest import PASSWORD, issue
from yimen.contexts.licences import api
from yimen.platform.files import api as files
from yimen.platform.wallclock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]


@pytest.fixture(autouse=True)
def november():
    with standing_at(datetime(2026, 11, 16, 9, 0)):
        yield


@pytest.fixture
def licence(person):
    return issue(person)


def token_of(login: str) -> dict[str, str]:
    answer = Client().post(
        "/api/v1/tokens", {"login": login, "password": PASSWORD}, content_type="application/json"
    )
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("证照.pdf", content, content_type="application/pdf")


def test_a_holder_reads_and_downloads(browser, person, licence):
    headers = token_of("wangxiulan")
    listed = browser.get("/api/v1/licences", headers=headers).json()
    assert (listed["total"], listed["page"], listed["items"][0]["id"]) == (1, 1, str(licence.id))
    one = browser.get(f"/api/v1/licences/{licence.id}", headers=headers).json()
    assert one["facts"]["经营项目"] == "热食类食品制售"
    assert one["holder_number"].count("*") > 5
    pdf = browser.get(f"/api/v1/licences/{licence.id}/file", headers=headers)
    assert pdf.content.startswith(b"%PDF-")
    assert [use.purpose for use in api.uses_of(licence.id, person)] == ["通过接口下载"]


def test_strangers_and_visitors_are_refused(browser, stranger, licence):
    headers = token_of("laojiefang")
    for path in (f"/api/v1/licences/{licence.id}", f"/api/v1/licences/{licence.id}/file"):
        assert browser.get(path).status_code == 401
        answer = browser.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_licence")


def test_staff_have_no_licences_of_their_own(browser, officer):
    answer = browser.get("/api/v1/licences", headers=token_of("decider"))
    assert (answer.status_code, answer.json()["message"]) == (403, "工作人员账号名下没有证照。")


def test_anybody_checks_a_code(browser, licence):
    answer = browser.get(f"/api/v1/verify/{licence.token}").json()
    assert (answer["state"], answer["in_force"], answer["holder_name"]) == ("valid", True, "王**")
    assert "facts" not in answer
    assert browser.get("/api/v1/verify/nothing").status_code == 404


def test_anybody_checks_a_file(browser, licence):
    pdf = files.read(api.file_of(licence.id).id)
    good = browser.post("/api/v1/verify-file", {"file": upload(pdf)}).json()
    assert (good["valid"], good["trusted"], good["same_as_issued"]) == (True, True, True)
    assert good["licence"]["identifier"] == licence.identifier
    changed = pdf[:500] + bytes([pdf[500] ^ 1]) + pdf[501:]
    bad = browser.post("/api/v1/verify-file", {"file": upload(changed)}).json()
    assert (bad["valid"], bad["licence"]) == (False, None)


def test_what_is_no_pdf_is_answered_in_words(browser):
    answer = browser.post("/api/v1/verify-file", {"file": upload(b"hello")})
    assert answer.status_code == 200
    assert answer.json()["message"].startswith("这个文件无法读取")


def test_a_file_over_the_limit_is_refused(browser, settings):
    settings.MAX_FILE_BYTES = 1000
    assert browser.post("/api/v1/verify-file", {"file": upload(b"x" * 1001)}).status_code == 413
