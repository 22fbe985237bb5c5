"""Paging that keeps the filters in the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

PAGE_SIZE = 20


@dataclass(frozen=True)
class PageLinks:
    """Where one can go from this page of a list."""

    number: int
    pages: int
    previous: str = ""
    next: str = ""


def links_of(query: QueryDict, number: int, pages: int) -> PageLinks:
    """Return the links around page ``number`` of ``pages``."""

    def to(page: int) -> str:
        changed = query.copy()
        changed["page"] = str(page)
        return "?" + changed.urlencode()

    return PageLinks(
        number, pages, to(number - 1) if number > 1 else "", to(number + 1) if number < pages else ""
    )


def page_number(query: QueryDict) -> int:
    """Return the page asked for; anything that is no page is the first."""
    text = query.get("page", "")
    return (
        min(int(text), 100_000)
        if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text)
        else 1
    )
