"""A broken file is refused in the user's words, and nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contexts.catalogue import samples
from yimen.contexts.catalogue import api as catalogue
from yimen.kernel.errors import Refusal

GOOD = samples.table(samples.line())
HEADING = GOOD.split(b"\r\n")[0]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty_file", "空的"),
        (b" \r\n \n", "empty_file", "空的"),
        (HEADING + b"\r\n", "no_rows", "只有表头"),
        (GOOD.decode().encode("utf-16"), "wrong_encoding", "UTF-16"),
        (GOOD.replace("蜂".encode(), b"\xe8\x9c"), "wrong_encoding", "第2行"),
        (GOOD.replace("证".encode(), b"\xff\xff\xff" * 40), "wrong_encoding", "编码"),
        (GOOD + b"\0", "nul_byte", "空字节"),
        (GOOD.replace(b"item_code", b"code"), "missing_column", "item_code"),
        (GOOD.replace(b"main_item", b"name"), "missing_column", "main_item"),
        (GOOD.replace(b",", b";"), "missing_column", "表头缺少"),
        (GOOD + b'"', "broken_csv", "引号"),
        (GOOD + b'"a"b,1,2,3,4,5,6\r\n', "broken_csv", "引号"),
        (GOOD.replace("换证".encode(), "换".encode() * 4_000_000), "cell_too_large", "第2行"),
        (GOOD.replace("换证".encode(), "换".encode() * 3000), "cell_too_large", "第2行"),
        (b"x" * (33 * 1024 * 1024), "too_large", "32MB"),
    ],
)
def test_a_broken_file_is_refused_and_nothing_changes(
    district: None, content: bytes, code: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        catalogue.import_csv(content)
    assert refused.value.code == code
    assert 400 <= refused.value.status < 500
    assert catalogue.search().total == 0


def test_a_column_that_stands_twice_is_refused(district: None) -> None:
    with pytest.raises(Refusal, match="出现了两次") as refused:
        catalogue.import_csv(GOOD.replace(HEADING, HEADING + b",name"))
    assert refused.value.code == "column_twice"


def test_a_missing_file_is_named_without_its_folder(district: None, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"“没有\.csv”") as refused:
        catalogue.import_csv(tmp_path / "没有.csv")
    assert refused.value.status == 404


def test_a_folder_is_not_a_file(district: None, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="找不到文件"):
        catalogue.import_csv(tmp_path)


def test_a_broken_file_after_a_good_one_leaves_the_good_one_as_it_was(district: None) -> None:
    catalogue.import_csv(GOOD)
    with pytest.raises(Refusal):
        catalogue.import_csv(GOOD.replace("养蜂证换证".encode(), "改名".encode()) + b'"')
    assert catalogue.search().items[0].name == "养蜂证换证"
