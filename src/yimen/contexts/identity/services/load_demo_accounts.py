"""Fill a demonstration installation with the accounts of a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from yimen.contexts.identity.data import DemoAccount, DemoReport
from yimen.contexts.identity.models import Account
from yimen.contexts.identity.services.create_staff import open_staff_account
from yimen.contexts.identity.services.register_company import open_company_account
from yimen.contexts.identity.services.register_person import open_person_account
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import NotFound, NotPermitted


@transaction.atomic
def load_demo_accounts(path: Path | str) -> DemoReport:
    """Create the accounts of the file that do not exist yet; an existing one is left as it is.

    All share one published password, so this is refused outside a demonstration installation.
    """
    if not settings.DEMO:
        raise NotPermitted("演示账号只能在演示环境中创建。", code="not_demo")
    content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    rows = [(kind, row) for kind in ("person", "company", "staff") for row in content[kind]]
    existing = set(Account.objects.values_list("login_name", flat=True))
    new = [(kind, row) for kind, row in rows if row["login_name"] not in existing]
    if new:
        _create(new, content["division"], make_password(content["password"]))
    return DemoReport(
        created=len(new),
        unchanged=len(rows) - len(new),
        password=content["password"],
        accounts=tuple(_described(kind, row) for kind, row in rows),
    )


def _create(rows: list[tuple[str, dict[str, Any]]], division: str, password_hash: str) -> None:
    # One hash for all: the password is printed on the screen anyway, and ninety hashes take half a minute.
    organisations = _organisations({row["organisation"] for kind, row in rows if kind == "staff"}, division)
    for kind, row in rows:
        login_name = row["login_name"]
        if kind == "person":
            open_person_account(
                login_name=login_name,
                password_hash=password_hash,
                name=row["name"],
                number_kind=row["number_kind"],
                number=row["number"],
                phone=row["phone"],
                address=row["address"],
            )
        elif kind == "company":
            open_company_account(
                login_name=login_name,
                password_hash=password_hash,
                name=row["name"],
                uscc=row["uscc"],
                representative=row["representative"],
                phone=row["phone"],
                address=row["address"],
            )
        else:
            open_staff_account(
                login_name=login_name,
                password_hash=password_hash,
                name=row["name"],
                organisation_id=organisations[row["organisation"]],
                roles=row["roles"],
                post=row["post"],
                phone=row["phone"],
            )


def _organisations(names: set[str], division: str) -> dict[str, Any]:
    """Return the id of every named organisation of the division; a name may be the short one."""
    known = {}
    for organisation in regions.organisations(division=division):
        known[organisation.name] = known[organisation.short_name] = organisation.id
    missing = sorted(names - known.keys())
    if missing:
        raise NotFound(f"机构名录里没有：{'、'.join(missing)}。请先导入机构名录。", code="no_organisation")
    return known


def _described(kind: str, row: dict[str, Any]) -> DemoAccount:
    where = row["organisation"] + " " + row["post"] if kind == "staff" else row["name"]
    return DemoAccount(login_name=row["login_name"], description=where, featured=row.get("featured", False))
