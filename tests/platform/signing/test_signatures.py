"""Signatures: ours are valid, one changed byte is found, strangers are not trusted."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import threading
from datetime import UTC, datetime

import pytest
from cryptography import x509
from pyhanko.sign.general import SigningError

from yimen.platform.documents.api import render
from yimen.platform.signing import api
from yimen.platform.signing.adapters.local import LocalAuthority

MOMENT = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
BODY = "广安区行政审批局"


@pytest.fixture(scope="module")
def authority_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("authority")


@pytest.fixture(autouse=True)
def own_authority(settings, authority_folder):
    settings.DATA_DIR = authority_folder


@pytest.fixture(scope="module")
def page() -> bytes:
    return render("paper.typ", {"body": BODY, "title": "准予行政许可决定书"}, MOMENT, archival=True)


@pytest.fixture(scope="module")
def signed(page, authority_folder) -> bytes:
    return LocalAuthority(authority_folder).sign_pdf(
        page, organisation=BODY, reason="签发证照", moment=MOMENT
    )


def changed(pdf: bytes, position: int) -> bytes:
    return pdf[:position] + bytes([pdf[position] ^ 0x01]) + pdf[position + 1 :]


def test_what_we_signed_is_valid_and_names_the_signer(signed):
    report = api.verify_pdf(signed)
    assert (report.valid, report.intact, report.trusted, report.signer) == (True, True, True, BODY)
    assert report.signed_at == MOMENT
    assert report.message == "签名有效：由广安区行政审批局签发，签发之后没有任何改动。"


def test_the_document_itself_stays_as_it_was(page, signed):
    assert signed.startswith(page)


def test_one_changed_byte_is_found_wherever_it_is(signed):
    gap = signed.index(b"/Contents <") + len(b"/Contents <")
    spread = list(range(0, len(signed), len(signed) // 60))
    inside = [
        *range(gap - 1, gap + 170, 3),
        gap + 200,
        gap + 1500,
        gap + 2600,
        gap + 4000,
        gap + 4095,
        gap + 4096,
    ]
    for position in [*spread, *inside, len(signed) - 1]:
        assert not api.verify_pdf(changed(signed, position)).valid, position


def test_bytes_added_or_cut_off_are_found(signed):
    for other in (signed + b"\n", signed + signed, signed[:-1], signed[:-2000], b"\n" + signed):
        assert not api.verify_pdf(other).valid


def test_the_same_signature_in_other_letters_is_a_change_too(signed):
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    other = signed[:start] + signed[start : start + 400].lower() + signed[start + 400 :]
    assert other != signed
    assert not api.verify_pdf(other).valid


def test_a_signature_of_another_authority_is_intact_but_not_trusted(page, tmp_path):
    stranger = LocalAuthority(tmp_path).sign_pdf(page, organisation=BODY, reason="签发证照", moment=MOMENT)
    report = api.verify_pdf(stranger)
    assert (report.valid, report.intact, report.trusted) == (False, True, False)
    assert "不能采信" in report.message


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"\x00" * 100])
def test_what_is_no_pdf_is_said_to_be_none(content):
    assert api.verify_pdf(content).message.startswith("这个文件无法读取")


def test_an_unsigned_pdf_is_said_to_be_unsigned(page):
    assert api.verify_pdf(page).message == "这个 PDF 没有电子签名。"


def test_signing_an_already_signed_file_again_is_not_ours(signed):
    with pytest.raises(SigningError):
        api.sign_pdf(signed, organisation=BODY, reason="再签", moment=MOMENT)


def test_keys_are_made_once_whatever_number_of_processes_start(tmp_path):
    seen: list[bytes] = []
    starters = [
        threading.Thread(target=lambda: seen.append(LocalAuthority(tmp_path).certificate())) for _ in range(8)
    ]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert len(set(seen)) == 1
    assert [path.name for path in (tmp_path / "keys" / "ca").iterdir()] == ["authority.pem"]


def test_key_files_are_readable_by_the_owner_only(signed, authority_folder):
    files = list((authority_folder / "keys" / "ca").iterdir())
    assert len(files) >= 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_the_published_certificate_carries_no_key_and_lasts_ten_years():
    pem = api.authority_certificate()
    assert b"PRIVATE" not in pem
    certificate = x509.load_pem_x509_certificate(pem)
    assert certificate.not_valid_after_utc.year - datetime.now(UTC).year == 10


def test_a_very_long_name_of_a_body_can_sign(page):
    name = "四川省广安市广安区" + "某某某" * 12 + "局"
    assert api.verify_pdf(api.sign_pdf(page, organisation=name, reason="签发", moment=MOMENT)).valid


def test_signing_works_where_a_loop_is_already_running(page):
    async def inside() -> bytes:
        return api.sign_pdf(page, organisation=BODY, reason="签发", moment=MOMENT)

    assert api.verify_pdf(asyncio.run(inside())).valid


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils are not installed")
def test_poppler_calls_it_valid_and_the_changed_copy_invalid(signed, tmp_path):
    def verdict(pdf: bytes) -> str:
        file = tmp_path / "a.pdf"
        file.write_bytes(pdf)
        return subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout

    assert "Signature is Valid." in verdict(signed)
    assert "Total document signed" in verdict(signed)
    assert "Signature is Valid." not in verdict(changed(signed, 300))
