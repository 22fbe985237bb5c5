"""What a file is, told from its content alone; the name it came with proves nothing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import puremagic


@dataclass(frozen=True)
class Kind:
    """One type the house knows. ``dangerous`` kinds are refused whoever sends them."""

    format: str
    media_type: str
    label: str
    dangerous: bool = False


PDF = Kind("pdf", "application/pdf", "PDF 文件")
JPG = Kind("jpg", "image/jpeg", "JPG 图片")
PNG = Kind("png", "image/png", "PNG 图片")
GIF = Kind("gif", "image/gif", "GIF 图片")
BMP = Kind("bmp", "image/bmp", "BMP 图片")
TIFF = Kind("tif", "image/tiff", "TIFF 图片")
WEBP = Kind("webp", "image/webp", "WebP 图片")
OFD = Kind("ofd", "application/ofd", "OFD 版式文件")
DOCX = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档")
XLSX = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格")
PPTX = Kind(
    "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPT 演示文稿"
)
DOC = Kind("doc", "application/msword", "旧版 Office 文档")
ZIP = Kind("zip", "application/zip", "压缩包")
TEXT = Kind("txt", "text/plain", "文本文件")
PROGRAM = Kind("exe", "application/octet-stream", "可执行程序", dangerous=True)
SCRIPT = Kind("script", "text/plain", "脚本文件", dangerous=True)
MARKUP = Kind("html", "text/html", "网页文件", dangerous=True)
SVG = Kind("svg", "image/svg+xml", "SVG 图形", dangerous=True)
MACRO = Kind("docm", "application/octet-stream", "带宏的文档", dangerous=True)
UNKNOWN = Kind("", "application/octet-stream", "无法识别的文件")

KINDS = {
    kind.format: kind for kind in (PDF, JPG, PNG, GIF, BMP, TIFF, WEBP, OFD, DOCX, XLSX, PPTX, DOC, ZIP, TEXT)
}
SYNONYMS = {"jpeg": "jpg", "tiff": "tif"}

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
)
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC),
)
_MARKUP = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<iframe",
    b"<?xml",
    b"<meta",
    b"<!--",
)
_HEAD_BYTES = 4096


def sniff(content: bytes) -> Kind:
    """Return the kind of ``content``."""
    if content.startswith(_PROGRAMS):
        return PROGRAM
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[:2] == b"BM" and int.from_bytes(content[2:6], "little") == len(content):
        return BMP
    if content.startswith(b"PK\x03\x04"):
        return _inside_zip(content)
    return _text_or_unknown(content)


def _inside_zip(content: bytes) -> Kind:
    """Tell the formats that are zip archives inside apart by the parts they must have."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return UNKNOWN
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return MACRO
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(folder) for name in names):
                return kind
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        return PROGRAM
    return ZIP


def _text_or_unknown(content: bytes) -> Kind:
    head = content[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        return SVG
    if any(mark in head for mark in _MARKUP):
        return MARKUP
    if head.startswith(b"#!"):
        return SCRIPT
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(char.isprintable() or char in "\r\n\t\u3000\u00a0" for char in text):
            return TEXT
    return UNKNOWN


def describe_unknown(content: bytes) -> str:
    """Return a guess (".mp4") at what an unknown content is, for the message; empty where there is none."""
    try:
        return str(puremagic.from_string(content))
    except (puremagic.PureError, ValueError):
        return ""
