"""The door of the file store."""

from yimen.platform.files.data import FileData
from yimen.platform.files.responses import download_response, public_pdf
from yimen.platform.files.selectors import ContentBroken, describe, describe_many, read
from yimen.platform.files.services import store

__all__ = [
    "ContentBroken",
    "FileData",
    "describe",
    "describe_many",
    "download_response",
    "public_pdf",
    "read",
    "store",
]
