"""Reads of the identity room: who is asking, who applies, who works where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from yimen.contexts.identity.data import (
    ASSURANCE_NAMES,
    ROLE_NAMES,
    AccountKind,
    Actor,
    Party,
    Profile,
    Role,
)
from yimen.contexts.identity.domain.contact import COMPANY_NAME_LIMIT, phone_key
from yimen.contexts.identity.domain.numbers import COMPANY_KIND, document_name, index_form
from yimen.contexts.identity.models import Account, LegalPerson, NaturalPerson
from yimen.kernel.errors import NotFound
from yimen.platform.crypto.fields import blind_index, mask_name, mask_number, mask_phone

PHONE_LIKE = re.compile(r"(\+86)?[\d\-]{7,}")
LOGIN_LIMIT = 64
NAMES_COMPARED = 1000


def actor_from(account: Account) -> Actor:
    """Return the actor of an account that was read by ``one_with_actor``."""
    if account.kind == AccountKind.STAFF:
        staff = account.staff
        return Actor(
            kind=AccountKind.STAFF.value,
            name=staff.name,
            account_id=account.pk,
            organisation_id=staff.organisation_id,
            organisation_name=staff.organisation.name,
            roles=account.role_names,
            assurance=account.assurance,
            phone=staff.work_phone,
        )
    party = account.person if account.kind == AccountKind.PERSON else account.company
    return Actor(
        kind=account.kind,
        name=party.name,
        account_id=account.pk,
        party_id=party.pk,
        assurance=account.assurance,
    )


def _actor(condition: Q) -> Actor:
    account = Account.objects.one_with_actor(condition & Q(is_active=True))
    if account is None:
        raise NotFound("没有这个账号。", code="no_account")
    return actor_from(account)


def actor_of(account_id: UUID) -> Actor:
    """Return the actor behind an account."""
    return _actor(Q(pk=account_id))


def actor_named(login_name: str) -> Actor:
    """Return the actor with this login name."""
    return _actor(Q(login_name=login_name.strip().lower()))


def staff_actor(account_id: UUID) -> Actor:
    """Return the actor of a member of staff; other accounts are not found."""
    return _actor(Q(pk=account_id, kind=AccountKind.STAFF))


def actors_of(account_ids: Iterable[UUID]) -> dict[UUID, Actor]:
    """Return the actors behind these accounts in one query, active or not; unknown ids are left out."""
    wanted = set(account_ids)
    return _gathered(Account.objects.with_actor().filter(pk__in=wanted)) if wanted else {}


def _gathered(rows: Iterable[Account]) -> dict[UUID, Actor]:
    accounts: dict[UUID, Account] = {}
    for row in rows:
        account = accounts.setdefault(row.pk, row)
        account.role_names = account.role_names | ({row.role} if row.role else set())  # type: ignore[attr-defined]
    return {key: actor_from(account) for key, account in accounts.items()}


def staff_of(organisation_id: UUID, role: Role | str) -> list[Actor]:
    """Return the active staff of an organisation that hold ``role``, by login name."""
    holders = Account.objects.filter(
        staff__organisation_id=organisation_id, staff__roles__role=str(role), is_active=True
    ).values("pk")
    return list(
        _gathered(Account.objects.with_actor().filter(pk__in=holders).order_by("login_name")).values()
    )


def _person_party(person: NaturalPerson) -> Party:
    return Party(
        id=person.pk,
        kind=AccountKind.PERSON.value,
        name=person.name,
        number_kind=person.number_kind,
        number=person.number,
        phone=person.phone,
        address=person.address,
        masked_name=mask_name(person.name),
        masked_number=mask_number(person.number),
        masked_phone=mask_phone(person.phone),
    )


def _company_party(company: LegalPerson) -> Party:
    return Party(
        id=company.pk,
        kind=AccountKind.COMPANY.value,
        name=company.name,
        number_kind=COMPANY_KIND,
        number=company.number,
        phone=company.phone,
        address=company.address,
        representative=company.representative,
        masked_name=company.name,  # a firm's name is on its door; only persons are masked
        masked_number=mask_number(company.number),
        masked_phone=mask_phone(company.phone),
    )


def parties(party_ids: Iterable[UUID]) -> dict[UUID, Party]:
    """Return the parties with these ids in two queries; unknown ids are left out."""
    wanted = set(party_ids)
    if not wanted:
        return {}
    found = {row.pk: _person_party(row) for row in NaturalPerson.objects.filter(pk__in=wanted)}
    rest = wanted - found.keys()
    if rest:
        found |= {row.pk: _company_party(row) for row in LegalPerson.objects.filter(pk__in=rest)}
    return found


def party(party_id: UUID) -> Party:
    """Return one party in clear, for rooms that must print it."""
    found = parties([party_id])
    if party_id not in found:
        raise NotFound("没有这位申请人。", code="no_party")
    return found[party_id]


def party_with_number(number: str) -> Party | None:
    """Return the party registered under a number, for a window clerk who holds the document."""
    normal = index_form(number)
    person = NaturalPerson.objects.filter(number_index=blind_index(normal, "person-number")).first()
    if person is not None:
        return _person_party(person)
    company = LegalPerson.objects.filter(number_index=blind_index(normal, "company-number")).first()
    return _company_party(company) if company is not None else None


def party_ids_known_as(text: str) -> list[UUID]:
    """Return the parties with exactly this name, telephone or document number, for an officer's search.

    Numbers and telephones are found by their index. Names are kept encrypted without one: the newest
    thousand parties are read and compared.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed or len(typed) > COMPANY_NAME_LIMIT:
        return []
    number = index_form(typed)
    found: list[UUID] = []
    for model, purpose in ((NaturalPerson, "person-number"), (LegalPerson, "company-number")):
        known = Q(number_index=blind_index(number, purpose))
        if PHONE_LIKE.fullmatch(number):
            known |= Q(phone_index=blind_index(phone_key(number), "phone"))
        found += model.objects.filter(known).values_list("pk", flat=True)
        if not typed.isascii():
            newest = model.objects.order_by("-account__created_at").only("pk", "name")[:NAMES_COMPARED]
            found += [row.pk for row in newest if row.name == typed]
    return found


def account_of_party(party_id: UUID) -> UUID | None:
    """Return the account that acts for a party, or None."""
    account = Account.objects.filter(Q(person__pk=party_id) | Q(company__pk=party_id)).only("pk").first()
    return account.pk if account is not None else None


def find_account(identifier: str) -> Account | None:
    """Return the account somebody means by a login name, a number or a telephone.

    A telephone that several accounts gave finds none of them: nobody may be signed in by guessing which.
    """
    typed = unicodedata.normalize("NFKC", identifier).strip()
    if not typed or len(typed) > LOGIN_LIMIT or "\x00" in typed:
        return None
    number = index_form(typed)
    exact = (
        Q(login_name=typed.lower()),
        Q(person__number_index=blind_index(number, "person-number")),
        Q(company__number_index=blind_index(number, "company-number")),
    )
    for condition in exact:
        account = Account.objects.filter(condition).first()
        if account is not None:
            return account
    if not PHONE_LIKE.fullmatch(number):
        return None
    index = blind_index(phone_key(number), "phone")
    found = Account.objects.filter(Q(person__phone_index=index) | Q(company__phone_index=index))[:2]
    return found[0] if len(found) == 1 else None


def _sorted_role_names(roles: Collection[str]) -> tuple[str, ...]:
    return tuple(name for role, name in ROLE_NAMES.items() if role.value in roles)


def profile_of(actor: Actor) -> Profile:
    """Return what somebody may see of their own account, masked."""
    account = Account.objects.one_with_actor(Q(pk=actor.account_id, is_active=True))
    if account is None:
        raise NotFound("没有这个账号。", code="no_account")
    if account.kind == AccountKind.STAFF:
        staff = account.staff
        return Profile(
            kind=account.kind,
            login_name=account.login_name,
            name=staff.name,
            phone=staff.work_phone,
            organisation_name=staff.organisation.name,
            post=staff.post,
            role_names=_sorted_role_names(account.role_names),
        )
    row = account.person if account.kind == AccountKind.PERSON else account.company
    shown = _person_party(row) if isinstance(row, NaturalPerson) else _company_party(row)
    return Profile(
        kind=account.kind,
        login_name=account.login_name,
        name=shown.masked_name,
        number_kind_name=document_name(shown.number_kind, shown.number),
        number=shown.masked_number,
        phone=shown.masked_phone,
        address=mask_address(shown.address),
        representative=mask_name(shown.representative) if shown.representative else "",
        assurance=account.assurance,
        assurance_name=ASSURANCE_NAMES[account.assurance],
        checked_by=row.checked_by,
    )


def mask_address(address: str) -> str:
    """Return the first six characters of an address: the division stays, the house does not."""
    return address if not address else address[:6] + "****"
