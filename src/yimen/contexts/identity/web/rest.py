"""REST of the identity room: tokens and who I am."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from yimen.contexts.identity import api
from yimen.contexts.identity.adapters.backend import forgive, sign_in
from yimen.contexts.identity.data import Actor

router = Router(tags=["identity"])

WRONG = "登录名或密码不正确。"


class Credentials(Schema):
    """What opens an account."""

    login: str = Field(max_length=64, description="登录名、证件号码、统一社会信用代码或手机号码")
    password: str = Field(max_length=128)


class Token(Schema):
    """A bearer token; it is shown once."""

    token: str
    token_type: str = "Bearer"  # noqa: S105 -- a scheme, not a secret
    expires_at: datetime


class Problem(Schema):
    """Why something was refused."""

    code: str
    message: str


class Me(Schema):
    """Who the token or the session acts for; numbers are masked."""

    account_id: str
    kind: str
    name: str
    login_name: str
    assurance: int
    assurance_name: str
    number: str
    phone: str
    organisation_id: str | None
    organisation_name: str
    roles: list[str]


@router.post(
    "/tokens", response={201: Token, 401: Problem, 429: Problem}, auth=None, summary="登录，取得令牌"
)
def create_token(request: HttpRequest, body: Credentials) -> Any:
    """Exchange a login name and password for a token of eight hours; guarded like the login page."""
    account = sign_in(request, identifier=body.login, password=body.password)
    if account is None:
        return Status(401, {"code": "wrong_credentials", "message": WRONG})
    forgive(request, account)
    issued = api.issue_token(account_id=account.pk)
    return Status(201, {"token": issued.token, "expires_at": issued.expires_at})


@router.delete("/tokens/current", response={204: None}, auth=api.BearerAuth(), summary="注销当前令牌")
def delete_token(request: HttpRequest) -> Any:
    """Make the token of this request useless from now on."""
    api.revoke_token(request.headers["Authorization"].split(" ", 1)[1])
    return Status(204, None)


@router.get("/me", response=Me, auth=api.actor_auth, summary="我是谁")
def read_me(request: HttpRequest) -> Any:
    """Return who is asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    profile = api.profile_of(actor)
    return {
        "account_id": str(actor.account_id),
        "kind": actor.kind,
        "name": profile.name,
        "login_name": profile.login_name,
        "assurance": actor.assurance,
        "assurance_name": profile.assurance_name,
        "number": profile.number,
        "phone": profile.phone,
        "organisation_id": str(actor.organisation_id) if actor.organisation_id else None,
        "organisation_name": actor.organisation_name,
        "roles": sorted(actor.roles),
    }
