"""Sign-in for Django: any identifier of an account and its password, behind the brake of axes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from axes.utils import reset
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from yimen.contexts.identity.models import Account
from yimen.contexts.identity.selectors import find_account
from yimen.platform.crypto.fields import blind_index

PASSWORD_LIMIT = 128


class AccountBackend:
    """Accepts an account that was found by ``sign_in`` if the password is right."""

    def authenticate(
        self, request: HttpRequest | None, login_name: str = "", password: str = "", **_: Any
    ) -> Account | None:
        """Return the account, or None; an unknown one takes as long as a wrong password."""
        account = Account.objects.filter(login_name=login_name).first() if login_name else None
        if account is None:
            make_password(password)
            return None
        if not account.check_password(password) or not account.is_active:
            return None
        return account

    def get_user(self, user_id: UUID | None) -> Account | None:
        """Return the account of a session with all an actor is made of, in one query."""
        return Account.objects.one_with_actor(Q(pk=user_id, is_active=True))


@sensitive_variables("identifier", "password")
def sign_in(request: HttpRequest, *, identifier: str, password: str) -> Account | None:
    """Return the account that ``identifier`` and ``password`` open, or None.

    Failures are counted under the account's login name, whichever of its identifiers was typed, and under a
    keyed digest for identifiers nobody has: numbers and telephones never reach the table of attempts, and a
    stranger's number is locked exactly as a known one. When the brake is on, ``request.axes_locked_out`` is
    true and the middleware of axes answers with ``locked_out``.
    """
    if len(password) > PASSWORD_LIMIT:
        password = ""  # a long text is never a password here; hashing it would only cost us time
    account = find_account(identifier)
    counted_as = account.login_name if account else "?" + blind_index(identifier, "sign-in")[:32]
    found = authenticate(request, login_name=counted_as, password=password)
    return found if isinstance(found, Account) else None


def forgive(request: HttpRequest, account: Account) -> None:
    """Forget failures after a success that opened no session (a token)."""
    reset(ip=request.META.get("REMOTE_ADDR"), username=account.login_name)
