"""The file store: what may come in, under which name, and how it goes out again."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from yimen.kernel.errors import InvalidValue, NotFound, TooLarge
from yimen.platform.files import api

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 32


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


def archive(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return target.getvalue()


def test_a_stored_file_is_read_back_byte_for_byte():
    stored = api.store(PDF, name="租赁合同.pdf", owner="draft:1", allowed=("pdf",), max_bytes=1000)
    assert api.read(stored.id) == PDF
    assert api.describe(stored.id) == stored
    assert (stored.name, stored.media_type, stored.size) == ("租赁合同.pdf", "application/pdf", len(PDF))


def test_an_upload_is_taken_like_bytes():
    upload = SimpleUploadedFile("照片.jpeg", JPG, content_type="text/html")
    stored = api.store(upload, name=upload.name, owner="draft:1", allowed=("jpg", "png"), max_bytes=1000)
    assert (stored.format, stored.media_type, stored.name) == ("jpg", "image/jpeg", "照片.jpeg")


def test_the_same_content_lies_in_the_storage_once():
    first = api.store(PNG, name="a.png", owner="draft:1")
    second = api.store(PNG, name="b.png", owner="draft:2")
    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert len(default_storage.listdir(f"{first.sha256[:2]}/{first.sha256[2:4]}")[1]) == 1


def test_the_remainder_of_an_interrupted_write_is_replaced():
    stored = api.store(PNG, name="a.png", owner="draft:1")
    path = default_storage.path(f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}")
    with open(path, "wb") as half:
        half.write(PNG[:5])
    again = api.store(PNG, name="a.png", owner="draft:1")
    assert api.read(again.id) == PNG


def test_content_changed_in_the_storage_is_noticed():
    stored = api.store(PNG, name="a.png", owner="draft:1")
    path = default_storage.path(f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}")
    with open(path, "wb") as other:
        other.write(PNG[:-1] + b"!")
    with pytest.raises(api.ContentBroken):
        api.read(stored.id)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00" + b"\x00" * 64, "dangerous_type"),
        (b"\x7fELF" + b"\x00" * 64, "dangerous_type"),
        (b"#!/bin/sh\necho 1", "dangerous_type"),
        (b"  <!DOCTYPE html><html></html>", "dangerous_type"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "dangerous_type"),
        (b"<svg onload='x'/>", "dangerous_type"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "dangerous_type"),
        (archive("META-INF/MANIFEST.MF"), "dangerous_type"),
        (b"\x00\x01\x02\x03" * 10, "unknown_type"),
        (b"", "empty_file"),
    ],
)
def test_what_may_do_harm_or_is_unknown_is_refused_even_where_everything_is_allowed(content, code):
    with pytest.raises(InvalidValue) as refusal:
        api.store(content, name="材料.pdf", owner="draft:1")
    assert refusal.value.code == code
    assert refusal.value.status == 422


def test_a_picture_called_pdf_is_refused_where_only_pdf_is_asked():
    with pytest.raises(InvalidValue) as refusal:
        api.store(PNG, name="证明.pdf", owner="draft:1", allowed=("pdf",), max_bytes=1000)
    assert refusal.value.message == "这个文件的内容是PNG 图片，这里只接受：PDF。"


def test_a_picture_called_pdf_gets_its_true_ending_where_pictures_are_welcome():
    assert api.store(PNG, name="证明.pdf", owner="draft:1", allowed=("pdf", "png")).name == "证明.png"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\我的 照片\\a.b.PNG", "a.b.PNG"),
        ("合同\u202egnp.exe", "合同gnp.exe.png"),
        ("", "文件.png"),
        ("x" * 300 + ".png", "x" * 120 + ".png"),
    ],
)
def test_file_names_are_made_harmless(given, kept):
    assert api.store(PNG, name=given, owner="draft:1").name == kept


def test_a_file_over_its_limit_is_refused_with_both_sizes():
    with pytest.raises(TooLarge) as refusal:
        api.store(PDF + b"0" * 2048, name="a.pdf", owner="draft:1", max_bytes=1024)
    assert refusal.value.message == "文件有 2 KB，超过了 1 KB 的上限。请压缩或拆分后再上传。"
    assert refusal.value.status == 413


@pytest.mark.parametrize(
    ("parts", "form"),
    [
        (("[Content_Types].xml", "word/document.xml"), "docx"),
        (("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (("a.txt",), "zip"),
    ],
)
def test_office_and_ofd_files_are_told_apart_by_their_parts(parts, form):
    assert api.store(archive(*parts), name="a", owner="draft:1").format == form


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_text_is_text_in_both_usual_encodings(encoding):
    assert api.store("经营场所说明\r\n第一条".encode(encoding), name="说明.txt", owner="d:1").format == "txt"


def test_what_a_user_sent_is_never_shown_inline():
    stored = api.store(PDF, name="合同.pdf", owner="draft:1")
    response = api.download_response(stored.id, inline=True)
    assert response["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%E5%90%88%E5%90%8C.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_our_own_pdf_may_be_shown_inline():
    stored = api.store(PDF, name="许可证.pdf", owner="licence:1", generated=True)
    assert api.download_response(stored.id, inline=True)["Content-Disposition"].startswith("inline;")
    assert api.download_response(stored.id)["Content-Disposition"].startswith("attachment;")


def test_an_unknown_file_is_not_found():
    for wrong in ("00000000-0000-4000-8000-000000000000", "nonsense"):
        with pytest.raises(NotFound):
            api.describe(wrong)


def test_many_descriptions_take_one_query(django_assert_num_queries):
    files = [api.store(PNG + bytes([n]), name=f"{n}.png", owner="draft:1") for n in range(5)]
    with django_assert_num_queries(1):
        assert set(api.describe_many(file.id for file in files)) == {file.id for file in files}
