"""Access rules for routes. Every view of the URL table carries exactly one; tests prove it.

A rule looks at ``request.actor`` (set by the identity room's middleware): who is asking, as an object with
``kind`` ("anonymous", "person", "company" or "staff") and ``roles``. Rules here keep strangers out of the
corridor; whether this person may touch this very thing is decided by the room's own policy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from yimen.kernel.errors import NotPermitted

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Rule:
    """Who may enter a route: account kinds, and for staff any one of the roles (empty: any role)."""

    name: str
    kinds: frozenset[str]
    roles: frozenset[str] = frozenset()

    @property
    def public(self) -> bool:
        """Return whether nobody is kept out."""
        return "anonymous" in self.kinds

    def admits(self, actor: Any) -> bool:
        """Return whether this actor may enter."""
        if self.public:
            return True
        if actor.kind not in self.kinds:
            return False
        return actor.kind != "staff" or not self.roles or bool(self.roles & frozenset(actor.roles))


PUBLIC = Rule("public", frozenset({"anonymous", "person", "company", "staff"}))
SIGNED_IN = Rule("signed_in", frozenset({"person", "company", "staff"}))
APPLICANT = Rule("applicant", frozenset({"person", "company"}))
STAFF = Rule("staff", frozenset({"staff"}))


def staff(*roles: str) -> Rule:
    """Return the rule for staff that hold at least one of ``roles``."""
    return Rule("staff:" + "|".join(sorted(roles)), frozenset({"staff"}), frozenset(roles))


def access(rule: Rule) -> Callable[[View], View]:
    """Put ``rule`` on a view: strangers are sent to sign in, others that it does not admit get 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor  # type: ignore[attr-defined]
            if not rule.admits(actor):
                if actor.kind == "anonymous":
                    return HttpResponseRedirect(f"/login/?next={quote(request.get_full_path())}")
                raise NotPermitted("您的账号不能打开这个页面。", code="wrong_role")
            return view(request, *args, **kwargs)

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate
