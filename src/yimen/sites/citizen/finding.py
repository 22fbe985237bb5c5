"""Find what one came for: the front page, the search, the departments."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import CaseRow
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import ItemSummary
from yimen.kernel.reference import data_file
from yimen.platform.access import PUBLIC, access
from yimen.platform.pages.context import asking
from yimen.platform.pages.paging import page_number

LONGEST_QUERY = 100


@access(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box first, then what waits for this person, themes and common items."""
    actor = asking(request)
    waiting: tuple[CaseRow, ...] = ()
    if actor.kind in ("person", "company"):
        open_cases = cases.my_cases(actor=actor, page=1, state="open").rows
        waiting = tuple(row for row in open_cases if row.state == "correction_asked")
    context = {
        "themes": catalogue.themes(),
        "hot": _with_plain_names(catalogue.hot_items()),
        "waiting": waiting,
    }
    return render(request, "citizen/home.html", context)


def _with_plain_names(items: list[ItemSummary]) -> list[tuple[str, ItemSummary]]:
    """Return the items as people call them, what most come for first."""
    plain = _plain_names()
    places = {name: place for place, name in enumerate(plain)}
    ordered = sorted(items, key=lambda item: places.get(item.name, len(places)))
    return [(plain.get(item.name, ""), item) for item in ordered]


@lru_cache(maxsize=1)
def _plain_names() -> dict[str, str]:
    """Return official names with everyday ones, in the order of the shipped front page."""
    document = tomllib.loads(data_file("front_page.toml").read_text(encoding="utf-8"))
    return {entry["name"]: entry["plain"] for entry in document["item"]}


@access(PUBLIC)
def search(request: HttpRequest) -> HttpResponse:
    """Search by words, two characters or pinyin initials; narrow by whom, theme and department."""
    q = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    chosen = {name: request.GET.get(name, "")[:LONGEST_QUERY] for name in ("subject", "theme", "department")}
    found = catalogue.search(
        q,
        subject=chosen["subject"] or None,
        theme=chosen["theme"] or None,
        department=chosen["department"] or None,
        page=page_number(request.GET),
    )
    return render(request, "citizen/search.html", {"q": q, "chosen": chosen, "found": found})


@access(PUBLIC)
def departments(request: HttpRequest) -> HttpResponse:
    """List the departments with the number of their items."""
    return render(request, "citizen/departments.html", {"departments": catalogue.departments()})
