"""An operator gives a member of staff an account with roles."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from yimen.contexts.identity.data import SYSTEM, AccountKind, Actor, Role
from yimen.contexts.identity.domain.contact import parse_login_name, parse_person_name
from yimen.contexts.identity.models import Staff, StaffRole
from yimen.contexts.identity.selectors import actor_of
from yimen.contexts.identity.services.journal_act import record
from yimen.contexts.identity.services.open_account import Answers, open_account, parse_password
from yimen.kernel.errors import InvalidInput, NotPermitted


def create_staff(
    *,
    login_name: str,
    name: str,
    organisation_id: UUID,
    roles: Collection[Role | str],
    password: str,
    post: str = "",
    phone: str = "",
    created_by: Actor = SYSTEM,
) -> Actor:
    """Open a staff account in an organisation; only the system or an operator may."""
    if created_by.kind != SYSTEM.kind and Role.OPERATOR not in created_by.roles:
        raise NotPermitted("只有运维人员可以开通工作人员账号。", code="wrong_role")
    answers = Answers()
    login_name = answers.take("login_name", parse_login_name, login_name)
    name = answers.take("name", parse_person_name, name)
    password = answers.take("password", parse_password, password)
    answers.finish()
    return open_staff_account(
        login_name=login_name,
        name=name,
        organisation_id=organisation_id,
        roles=roles,
        post=post,
        phone=phone,
        password_hash=make_password(password),
        created_by=created_by,
    )


@transaction.atomic
def open_staff_account(
    *,
    login_name: str,
    name: str,
    organisation_id: UUID,
    roles: Collection[Role | str],
    post: str,
    phone: str,
    password_hash: str,
    created_by: Actor = SYSTEM,
) -> Actor:
    """Write a member of staff whose values were parsed."""
    wanted = {str(role) for role in roles}
    unknown = wanted - {role.value for role in Role}
    if unknown or not wanted:
        raise InvalidInput({"roles": f"没有这样的角色：{'、'.join(sorted(unknown)) or '（空）'}。"})
    account = open_account(kind=AccountKind.STAFF, login_name=login_name, password_hash=password_hash)
    staff = Staff.objects.create(
        account=account, organisation_id=organisation_id, name=name, post=post, work_phone=phone
    )
    StaffRole.objects.bulk_create(StaffRole(staff=staff, role=role) for role in sorted(wanted))
    record(
        account.pk,
        "staff_created",
        actor=created_by.ref,
        facts={"organisation": str(organisation_id), "roles": sorted(wanted)},
    )
    return actor_of(account.pk)
