"""Who is asking through the REST interface: a bearer token, or the session of the browser with CSRF."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from yimen.contexts.identity.data import Actor
from yimen.contexts.identity.services.issue_tokens import actor_of_token


class BearerAuth(HttpBearer):
    """A token from ``POST /tokens``; sets ``request.actor``."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return who the token acts for, or None."""
        actor = actor_of_token(token)
        if actor is not None:
            request.actor = actor  # type: ignore[attr-defined]
        return actor


class BrowserAuth(APIKeyCookie):
    """The session cookie of a signed-in browser; unsafe methods need the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any | None:
        """Let a request that brought a token stand or fall by it, whatever cookie came along."""
        if request.headers.get("Authorization"):
            return None
        if request.actor.kind == "anonymous":  # type: ignore[attr-defined]
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Return who is signed in."""
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return actor


actor_auth = [BearerAuth(), BrowserAuth()]
"""What every room's router uses; either way ``request.actor`` is set."""
