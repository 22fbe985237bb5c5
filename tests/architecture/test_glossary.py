"""The glossary says where each term lives in the code; what it says must be true."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<term>[^|]+) \| (?P<words>[^|]+) \| (?P<source>[^|]+) \| (?P<place>[^|]+) \|$")
NOT_YET = "not built yet"


def _rows() -> list[dict[str, str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    matches = (ROW.match(line) for line in lines)
    rows = [{key: text.strip() for key, text in match.groupdict().items()} for match in matches if match]
    return [row for row in rows if row["term"] != "term" and not set(row["term"]) <= {"-"}]


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=[row["term"] for row in ROWS])
def test_a_term_is_found_where_the_glossary_says(row: dict[str, str]) -> None:
    if row["place"] == NOT_YET:
        return
    path, _, name = row["place"].strip("`").partition(": ")
    target = ROOT / "src" / "yimen" / path
    assert target.exists(), path
    if name:
        assert re.search(rf"\b{re.escape(name)}\b", target.read_text(encoding="utf-8")), row["place"]


def test_a_term_is_entered_once_and_has_its_chinese_words_and_source() -> None:
    assert ROWS
    assert [term for term, count in Counter(row["term"] for row in ROWS).items() if count > 1] == []
    for row in ROWS:
        assert re.search(r"[一-鿿]", row["words"]), row["term"]
        assert row["source"], row["term"]
