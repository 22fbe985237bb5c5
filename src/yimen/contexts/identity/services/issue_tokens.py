"""Bearer tokens of programs that act for an account: issue, redeem, revoke, purge."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from yimen.contexts.identity.data import Actor, IssuedToken
from yimen.contexts.identity.models import AccessToken, Account
from yimen.contexts.identity.selectors import actor_from
from yimen.contexts.identity.services.journal_act import record
from yimen.platform import wallclock

LIFETIME = timedelta(hours=8)
PREFIX = "ymt_"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(*, account_id: UUID) -> IssuedToken:
    """Issue a token that is valid for eight hours; it is never seen again."""
    token = PREFIX + secrets.token_urlsafe(32)
    expires_at = wallclock.now() + LIFETIME
    AccessToken.objects.create(account_id=account_id, digest=_digest(token), expires_at=expires_at)
    record(account_id, "token_issued")
    return IssuedToken(token=token, expires_at=expires_at)


def actor_of_token(token: str) -> Actor | None:
    """Return who a token acts for, or None when it is unknown, revoked or expired; one query."""
    if not token.startswith(PREFIX):
        return None
    live = AccessToken.objects.filter(digest=_digest(token), expires_at__gt=wallclock.now())
    account = Account.objects.one_with_actor(Q(pk__in=live.values("account_id"), is_active=True))
    return actor_from(account) if account is not None else None


@transaction.atomic
def revoke_token(token: str) -> None:
    """Make a token useless from now on; a second time changes nothing."""
    row = AccessToken.objects.filter(digest=_digest(token)).first()
    if row is not None:
        row.delete()
        record(row.account_id, "token_revoked")


def purge_expired() -> int:
    """Delete expired tokens and browser sessions; return how many."""
    moment = wallclock.now()
    tokens, _ = AccessToken.objects.filter(expires_at__lte=moment).delete()
    sessions, _ = Session.objects.filter(expire_date__lte=moment).delete()
    return tokens + sessions
