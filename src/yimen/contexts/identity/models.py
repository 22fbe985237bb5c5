"""Tables of the identity room: accounts, who is behind them, staff, tokens.

Names, numbers, telephones and addresses of applicants are sealed at rest; what must be found again is found
by a keyed blind index (PIPL art. 51: encryption and de-identification as protective measures).
"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, QuerySet

from yimen.contexts.identity.data import AccountKind, Role
from yimen.platform import wallclock
from yimen.platform.crypto.fields import EncryptedTextField

DIGEST = 64


class AccountManager(BaseUserManager["Account"]):
    """How accounts are found."""

    def with_actor(self) -> QuerySet[Account]:
        """Select everything an ``Actor`` is made of: one row per role of the member of staff."""
        return (
            self.get_queryset()
            .select_related("person", "company", "staff__organisation")
            .annotate(role=F("staff__roles__role"))
        )

    def one_with_actor(self, condition: Q) -> Account | None:
        """Return the account with its roles in one query, or None."""
        rows = list(self.with_actor().filter(condition))
        if not rows:
            return None
        account = rows[0]
        account.role_names = frozenset(row.role for row in rows if row.role)  # type: ignore[attr-defined]
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in: a natural person, a legal person or a member of staff."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    login_name = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=AccountKind.choices())
    assurance = models.PositiveSmallIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=wallclock.now, editable=False)

    role_names: frozenset[str] = frozenset()
    """Filled by ``one_with_actor``."""

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(assurance__lte=4), name="account_assurance_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"account:{self.pk}"


class NaturalPerson(models.Model):
    """A natural person (自然人) and the document that says who they are (S§4.1–4.4)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.OneToOneField(Account, models.PROTECT, related_name="person")
    name = EncryptedTextField()
    number_kind = models.CharField(max_length=40)
    number = EncryptedTextField()
    number_index = models.CharField(max_length=DIGEST, unique=True)
    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=DIGEST, db_index=True)
    address = EncryptedTextField(blank=True, default="")
    checked_by = models.CharField(max_length=60, blank=True, default="")
    """Who confirmed name and number; empty while nobody did."""

    def __str__(self) -> str:
        return f"person:{self.pk}"


class LegalPerson(models.Model):
    """A legal person (法人) or other organisation, known by its unified social credit code (S§4.5)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.OneToOneField(Account, models.PROTECT, related_name="company")
    name = EncryptedTextField()
    number = EncryptedTextField()
    number_index = models.CharField(max_length=DIGEST, unique=True)
    representative = EncryptedTextField()
    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=DIGEST, db_index=True)
    address = EncryptedTextField(blank=True, default="")
    checked_by = models.CharField(max_length=60, blank=True, default="")

    def __str__(self) -> str:
        return f"company:{self.pk}"


class Staff(models.Model):
    """A member of staff (工作人员) of one organisation. Name and work telephone are public by duty."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.OneToOneField(Account, models.PROTECT, related_name="staff")
    organisation = models.ForeignKey("regions.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=50, blank=True, default="")
    work_phone = models.CharField(max_length=30, blank=True, default="")

    def __str__(self) -> str:
        return f"staff:{self.pk}"


class StaffRole(models.Model):
    """One thing a member of staff may do for their organisation."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "role"], name="staff_role_once")]

    def __str__(self) -> str:
        return f"{self.staff_id}:{self.role}"


class AccessToken(models.Model):
    """A bearer token of a program that acts for an account; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=DIGEST, unique=True)
    created_at = models.DateTimeField(default=wallclock.now, editable=False)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"token:{self.pk}"
