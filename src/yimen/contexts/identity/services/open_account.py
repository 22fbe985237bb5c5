"""What every registration shares: collect what is wrong, check the password, open the account."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from yimen.contexts.identity.data import AccountKind
from yimen.contexts.identity.domain.contact import parse_login_name
from yimen.contexts.identity.models import Account
from yimen.kernel.errors import Conflict, InvalidInput, InvalidValue

PASSWORD_LIMIT = 128


@dataclass
class Answers:
    """The fields of one submission: each parsed, every mistake kept beside its field."""

    errors: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, parse: Callable[[str], str], text: str) -> str:
        """Return the parsed value of one field, or an empty text after noting what is wrong."""
        try:
            return parse(text)
        except InvalidValue as error:
            self.errors[key] = error.message
            return ""

    def finish(self) -> None:
        """Refuse with all mistakes at once, if there are any."""
        if self.errors:
            raise InvalidInput(self.errors)


def parse_password(password: str) -> str:
    """Return the password if it is long and uncommon enough (rules in the settings)."""
    if not password:
        raise InvalidValue("请设置密码。", code="missing")
    if len(password) > PASSWORD_LIMIT:
        raise InvalidValue(f"密码最多{PASSWORD_LIMIT}个字符。", code="too_long")
    try:
        validate_password(password)
    except ValidationError as error:
        raise InvalidValue("".join(error.messages), code="weak_password") from error
    return password


def open_account(*, kind: AccountKind, login_name: str, password_hash: str) -> Account:
    """Create the account; without a chosen login name it gets one that says nothing about the person."""
    name = parse_login_name(login_name) if login_name else f"u{secrets.token_hex(8)}"
    if Account.objects.filter(login_name=name).exists():
        raise Conflict("这个登录名已经有人使用，请换一个。", code="login_name_taken", field="login_name")
    return Account.objects.create(kind=kind.value, login_name=name, password=password_hash)
