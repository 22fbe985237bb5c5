"""What every page may use: the navigation for this person, elder mode, the name of the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yimen.platform.access import APPLICANT, PUBLIC, SIGNED_IN, STAFF
from yimen.platform.notify import api as notify

ELDER_COOKIE = "elder"
RULES = {rule.name: rule for rule in (PUBLIC, SIGNED_IN, APPLICANT, STAFF)}


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the context every page shares; costs one query where a page shows unread messages."""
    actor = getattr(request, "actor", None)
    account_id = getattr(actor, "account_id", None)
    return {
        "actor": actor,
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "site_name": getattr(settings, "SITE_NAME", "一门政务服务"),
        "demo": settings.DEMO,
        "unread": SimpleLazyObject(lambda: notify.unread_count(account_id) if account_id else 0),
        "navigation": {
            site: _entries(entries, request.path, actor) for site, entries in settings.NAVIGATION.items()
        },
    }


def _entries(entries: list[tuple[str, str, str]], path: str, actor: Any) -> list[dict[str, Any]]:
    """Return the entries this person can use; a visitor sees those that lead through signing in."""
    seen = [
        (label, url)
        for label, url, rule in entries
        if actor is None or actor.kind == "anonymous" or RULES[rule].admits(actor)
    ]
    here = max((url for _, url in seen if _inside(path, url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in seen]


def _inside(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def asking(request: HttpRequest) -> Any:
    """Return who is asking, as the identity room's middleware found out."""
    return request.actor  # type: ignore[attr-defined]
