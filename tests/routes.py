"""Every route of the program, and how to reach it in a state worth seeing.

The table below is checked against the URL table of Django: a route without an entry fails a test, so access,
queries and looks of a new page are tested from its first day. In ``at``, ``@name`` stands for a field of the
seeded world (tests/world.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import World

CITIZEN, STRANGER, FIRM = "wangxiulan", "lijianguo", "laojiefang"
ACCEPTOR, DECIDER, HEAD, LICENSING = "acceptor", "decider-shenpi", "head-shenpi", "licensing-shenpi"
REVIEWER, EXPERT, OTHER_BODY = "reviewer-shijian", "reviewer-shenpi", "decider-wenlv"


@dataclass(frozen=True)
class Route:
    """One line of the URL table; ``operations`` are those of the REST interface behind it."""

    name: str
    pattern: str
    view: Any
    operations: tuple[Any, ...] = ()

    @property
    def rest(self) -> bool:
        return self.name.startswith("api:")


def routes(patterns: Any = None, namespace: str = "", prefix: str = "") -> Iterator[Route]:
    """Walk the URL table, ``config.urls`` unless told otherwise."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, inner, here)
        else:
            assert isinstance(entry, URLPattern)
            yield Route(f"{namespace}{entry.name}", here, entry.callback, _operations(entry))


def _operations(entry: URLPattern) -> tuple[Any, ...]:
    """Return the operations with this route's own name behind a view of the REST interface."""
    if not inspect.isfunction(entry.callback):
        return ()
    path_view = inspect.getclosurevars(entry.callback).nonlocals.get("self")
    found = getattr(path_view, "operations", ())
    return tuple(operation for operation in found if operation.view_func.__name__ == entry.name)


@dataclass(frozen=True)
class Way:
    """How to reach a route: by whom, where, and what comes back (page, file, act that needs POST, moved).

    ``stranger`` is an account of the right kind to whom this very thing is closed.
    """

    label: str = ""
    by: str = ""
    at: dict[str, str] = field(default_factory=dict)
    query: str = ""
    gives: str = "page"
    stranger: str = ""

    def url(self, name: str, world: World) -> str:
        return reverse(name, kwargs=resolved(self.at, world)) + self.query


def resolved(at: Any, world: World) -> Any:
    """Put the world's values where ``@name`` stands, deep inside bodies too."""
    if isinstance(at, dict):
        return {key: resolved(value, world) for key, value in at.items()}
    if isinstance(at, list):
        return [resolved(value, world) for value in at]
    return getattr(world, at[1:]) if isinstance(at, str) and at.startswith("@") else at


def _own(label: str, case: str, *, gives: str = "page", by: str = CITIZEN, **more: str) -> Way:
    return Way(label, by, {"case_id": f"@{case}", **more}, gives=gives, stranger=STRANGER)


def _desk(label: str, by: str, case: str, *, gives: str = "page", **more: str) -> Way:
    return Way(label, by, {"case_id": f"@{case}", **more}, gives=gives, stranger=OTHER_BODY)


def _act(by: str, case: str, action: str) -> Way:
    return _desk(action.replace("_", "-"), by, case, action=action)


WAYS: dict[str, tuple[Way, ...]] = {
    "citizen:home": (Way("visitor"), Way("citizen", CITIZEN)),
    "citizen:search": (
        Way("all"),
        Way("found", query="?q=%E9%A3%9F%E5%93%81"),
        Way("nothing", query="?q=%E5%A4%B8%E7%88%B6%E8%BF%BD%E6%97%A5"),
    ),
    "citizen:departments": (Way(),),
    "citizen:guide": (
        Way("food", at={"slug": "@food"}),
        Way("commitment", at={"slug": "@commitment"}),
        Way("expert", at={"slug": "@expert"}),
        Way("listed", at={"slug": "@listed"}),
    ),
    "citizen:form": (
        Way("blank", at={"slug": "@food", "material": "safety_rules", "kind": "blank"}, gives="file"),
        Way("sample", at={"slug": "@food", "material": "layout_plan", "kind": "sample"}, gives="file"),
    ),
    "citizen:start": (
        Way("food", CITIZEN, {"slug": "@food"}, stranger=ACCEPTOR),
        Way("listed", CITIZEN, {"slug": "@listed"}, stranger=ACCEPTOR),
    ),
    "citizen:cases": (
        Way("some", CITIZEN),
        Way("none", STRANGER),
        Way("drafts", CITIZEN, query="?state=draft"),
    ),
    "citizen:case": (
        _own("sent", "sent"),
        _own("corrected", "corrected"),
        _own("accepted", "accepted"),
        _own("paused", "paused", by=FIRM),
        _own("granted", "granted"),
        _own("refused", "refused"),
        _own("withdrawn", "withdrawn"),
        _own("owing", "owing"),
        _own("draft", "draft", gives="moved"),
    ),
    "citizen:tasks": (_own("begun", "draft"), _own("ready", "ready"), _own("commitment", "choosing")),
    "citizen:group": (
        _own("operator", "draft", key="operator"),
        _own("place", "draft", key="place"),
        _own("business", "draft", key="business"),
    ),
    "citizen:way": (_own("", "choosing"),),
    "citizen:version": (_own("", "draft", gives="act"),),
    "citizen:discard": (_own("", "draft"),),
    "citizen:materials": (
        _own("missing", "draft"),
        _own("provided", "ready"),
        _own("deferrable", "promising"),
        _own("held", "holding"),
    ),
    "citizen:material": (_own("", "draft", gives="act", key="layout_plan"),),
    "citizen:check": (_own("ready", "ready"), _own("unfinished", "draft"), _own("held", "holding")),
    "citizen:sent": (_own("", "sent"),),
    "citizen:supply": (_own("", "corrected"),),
    "citizen:deferred": (_own("", "owing", key="rules_text"),),
    "citizen:withdraw": (_own("", "sent"),),
    "citizen:paper": (_own("", "granted", gives="file", paper_id="@paper"),),
    "citizen:file": (_own("", "sent", gives="file", key="safety_rules"),),
    "citizen:status": (Way(),),
    "citizen:messages": (Way("citizen", CITIZEN), Way("none", STRANGER), Way("officer", ACCEPTOR)),
    "identity:login": (Way(),),
    "identity:logout": (Way(gives="act"),),
    "identity:register_person": (Way(),),
    "identity:register_company": (Way(),),
    "identity:me": (Way("citizen", CITIZEN), Way("company", FIRM), Way("officer", ACCEPTOR)),
    "identity:elder": (Way(gives="act"),),
    "licences:list": (Way("some", CITIZEN), Way("none", STRANGER)),
    "licences:detail": (
        Way("holder", CITIZEN, {"licence_id": "@licence"}, stranger=STRANGER),
        Way("issuer", LICENSING, {"licence_id": "@licence"}, stranger=OTHER_BODY),
    ),
    "licences:file": (Way("", CITIZEN, {"licence_id": "@licence"}, gives="file", stranger=STRANGER),),
    "licences:verify": (Way("", at={"token": "@token"}),),
    "licences:authority": (Way(gives="file"),),
    "desk:inbox": (
        Way("acceptor", ACCEPTOR),
        Way("reviewer", REVIEWER),
        Way("decider", DECIDER),
        Way("nothing", OTHER_BODY),
    ),
    "desk:manual": (
        Way("food", ACCEPTOR, {"slug": "@food"}, stranger=CITIZEN),
        Way("instant", ACCEPTOR, {"slug": "@instant"}, stranger=CITIZEN),
        Way("expert", REVIEWER, {"slug": "@expert"}, stranger=CITIZEN),
        Way("commitment", DECIDER, {"slug": "@commitment"}, stranger=CITIZEN),
    ),
    "desk:case": (
        _desk("sent", ACCEPTOR, "sent"),
        _desk("reviewing", REVIEWER, "accepted"),
        _desk("proposed", HEAD, "proposed"),
        _desk("decided", LICENSING, "decided"),
        _desk("corrected", ACCEPTOR, "corrected"),
    ),
    "desk:act": (
        _act(ACCEPTOR, "sent", "accept"),
        _act(ACCEPTOR, "sent", "ask_correction"),
        _act(ACCEPTOR, "sent", "decline"),
        _act(ACCEPTOR, "sent", "not_required"),
        _act(REVIEWER, "accepted", "give_opinion"),
        _act("reviewer-jiaotong", "proposed", "propose_pause"),
        _act(EXPERT, "paused", "resume"),
        _act(HEAD, "accepted", "extend"),
        _act(REVIEWER, "accepted", "transfer_step"),
        _act(DECIDER, "reviewed", "return_step"),
        _act(DECIDER, "reviewed", "decide"),
        _act(DECIDER, "accepted", "terminate"),
        _act(LICENSING, "decided", "issue"),
        _act(LICENSING, "decided", "deliver"),
        _desk("not-offered", DECIDER, "sent", action="accept"),
    ),
    "desk:proposal": (_desk("", HEAD, "proposed", gives="act", proposal_id="@proposal"),),
    "desk:paper": (_desk("", ACCEPTOR, "granted", gives="file", paper_id="@paper"),),
    "desk:material": (_desk("", ACCEPTOR, "sent", gives="file", key="layout_plan"),),
}


def page_ways() -> list[tuple[str, Way]]:
    """Return every state of every page that answers to GET with a page."""
    return [(name, way) for name, ways in WAYS.items() for way in ways if way.gives == "page"]


def label_of(name: str, way: Way) -> str:
    """Return the name of a test case or a picture."""
    return "-".join(part for part in (name.replace(":", "-").replace("_", "-"), way.label) if part)
