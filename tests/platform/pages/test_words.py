"""Dates, sizes, masked numbers, paging: the small words of every page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from yimen.platform.pages import dates, paging
from yimen.platform.pages.templatetags import pages


def test_a_date_carries_its_weekday():
    assert dates.long_date(date(2026, 3, 16)) == "2026年3月16日（周一）"


def test_a_moment_is_shown_by_the_clock_in_china():
    late_evening = datetime(2026, 3, 15, 18, 5, tzinfo=UTC)

    assert dates.moment(late_evening) == "2026年3月16日 02:05"
    assert dates.long_date(late_evening) == "2026年3月16日（周一）"


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_date_is_no_words(nothing):
    assert dates.long_date(nothing) == dates.short_date(nothing) == dates.moment(nothing) == ""


@pytest.mark.parametrize(("size", "words"), [(0, "1 KB"), (819_200, "800 KB"), (1_468_006, "1.4 MB")])
def test_a_size_is_said_as_people_say_it(size, words):
    assert pages.filesize_zh(size) == words


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("34052419800101001X", "3405**********001X"),
        ("13800000001", "138*****001"),
        ("王秀", "王*"),
        ("", ""),
    ],
)
def test_the_middle_of_a_number_is_hidden(number, shown):
    assert pages.mask(number) == shown


@pytest.mark.parametrize("typed", ["", "0", "-1", "abc", "1e9", "99999999999", "２"])
def test_anything_that_is_no_page_is_the_first(typed):
    assert paging.page_number(QueryDict(f"page={typed}")) == 1


def test_turning_the_page_keeps_the_filters():
    links = paging.links_of(QueryDict("q=食品&page=2"), 2, 3)

    assert links.previous == "?q=%E9%A3%9F%E5%93%81&page=1"
    assert links.next.endswith("page=3")
    assert paging.links_of(QueryDict(""), 1, 1).next == ""


def test_the_state_of_a_clock_is_a_word_and_a_shape_never_colour_alone():
    shapes = {shape for _, shape, _ in pages.COLOURS.values()}
    words = {word for _, _, word in pages.COLOURS.values()}

    assert len(words) == len(pages.COLOURS)
    assert len(shapes) >= len(pages.COLOURS) - 1
