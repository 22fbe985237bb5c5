"""The file: signed under the authority, the same whenever it is made, and any change is found."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime

import pytest
import zxingcpp
from PIL import Image

from tests.contexts.licences.conftest import issue
from yimen.contexts.identity import api as identity
from yimen.contexts.licences import api
from yimen.contexts.licences.models import Licence
from yimen.contexts.licences.services.produce_file import page_of
from yimen.platform.documents.api import CannotBePrinted
from yimen.platform.files import api as files
from yimen.platform.jobs.api import work_once
from yimen.platform.journal import api as journal
from yimen.platform.notify import api as notify
from yimen.platform.outbox.models import Event
from yimen.platform.wallclock import standing_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("kind")]

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)


@pytest.fixture
def licence(person):
    with standing_at(datetime(2026, 11, 16, 9, 0)):
        return issue(person)


def words(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode().replace(" ", "")


def test_the_job_makes_the_file_and_tells_the_holder(person, licence):
    assert licence.file_id is None
    work_once()
    signed = api.licence(licence.id, person)
    assert signed.file_id is not None
    assert signed.signed_at is not None
    assert notify.inbox(person.account_id).items[0].title == "您的食品经营许可证已签发"
    assert Event.objects.filter(type="licence.signed", subject=f"licence:{licence.id}").count() == 1


def test_who_asks_before_the_job_gets_the_same_file(licence):
    first = api.file_of(licence.id)
    work_once()
    assert api.file_of(licence.id) == first
    assert first.name == "食品经营许可证-2026000001.pdf"
    assert [e.act for e in journal.entries_of(f"licence:{licence.id}")] == ["licence.issue", "licence.sign"]


def test_our_file_is_valid_and_in_force(licence):
    verdict = api.verify_file(files.read(api.file_of(licence.id).id))
    assert verdict.report.valid
    assert verdict.same_as_issued
    assert verdict.report.signer == "区行政审批局"
    assert verdict.licence.identifier == licence.identifier
    assert verdict.message.endswith("证照当前状态：有效。证照真实，目前有效。")


def test_one_changed_byte_is_found(licence):
    pdf = bytearray(files.read(api.file_of(licence.id).id))
    pdf[len(pdf) // 3] ^= 1
    verdict = api.verify_file(bytes(pdf))
    assert not verdict.report.valid
    assert verdict.licence is None


def test_a_true_file_of_a_withdrawn_licence_says_so(licence):
    pdf = files.read(api.file_of(licence.id).id)
    api.withdraw(licence.id, actor=identity.SYSTEM, reason="以欺骗手段取得")
    verdict = api.verify_file(pdf)
    assert verdict.report.valid
    assert not verdict.licence.in_force
    assert "撤销" in verdict.message


def test_the_unsigned_page_is_the_same_whenever_it_is_made(licence):
    row = Licence.objects.select_related("type").get(id=licence.id)
    first = page_of(row)
    with standing_at(datetime(2030, 1, 1, 9, 0)):
        assert page_of(Licence.objects.select_related("type").get(id=licence.id)) == first
    assert files.read(api.file_of(licence.id).id).startswith(first)


@needs_poppler
def test_everything_certified_stands_on_the_page(licence):
    text = words(files.read(api.file_of(licence.id).id))
    for value in (
        "食品经营许可证",
        "王秀兰副食店",
        "思源大道88号",
        "2026年11月16日",
        licence.identifier,
        "2026000001",
    ):
        assert value in text
    assert "自2026年3月16日至2031年3月15日" in text


@needs_poppler
def test_a_natural_persons_number_is_masked_and_a_firms_is_not(licence, stranger):
    assert "32030319850615002X" not in words(files.read(api.file_of(licence.id).id))
    firm = issue(stranger)
    assert "91511602MA0DEM013L" in words(files.read(api.file_of(firm.id).id))


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils are not installed")
def test_poppler_calls_the_signature_valid(licence, tmp_path):
    file = tmp_path / "licence.pdf"
    file.write_bytes(files.read(api.file_of(licence.id).id))
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told


@needs_poppler
def test_many_and_long_facts_are_all_printed_on_one_page(person):
    facts = {f"第{n}项内容": f"第{n}条" + "很长的说明" * (8 if n % 5 == 0 else 2) for n in range(24)}
    pdf = files.read(api.file_of(issue(person, facts=facts).id).id)
    text = words(pdf)
    assert all(f"第{n}条" in text for n in range(24))
    assert text.count("\f") == 1


def test_more_than_a_page_can_hold_is_a_fault_and_never_cut_off(person):
    licence = issue(person, facts={f"第{n}项": "很长的说明" * 60 for n in range(60)})
    with pytest.raises(CannotBePrinted):
        api.file_of(licence.id)


@needs_poppler
def test_the_qr_code_on_the_paper_leads_to_the_verification_page(licence, settings, tmp_path):
    settings.PUBLIC_URL = "https://example.org"
    pdf = files.read(api.file_of(licence.id).id)

    (tmp_path / "licence.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "licence.pdf", "page"], cwd=tmp_path, check=True)
    pictures = [Image.open(path) for path in sorted(tmp_path.glob("page*.png"))]
    codes = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]

    assert codes == [f"https://example.org{api.licence_of_subject(licence.subject).verify_path}"]
