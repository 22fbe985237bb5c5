"""Tables of licences. What a licence says about a person is sealed; states, dates and references are open."""

from __future__ import annotations

import uuid

from django.db import models

from yimen.contexts.licences.data import State
from yimen.platform.crypto.fields import EncryptedJSONField, EncryptedTextField


class LicenceType(models.Model):
    """One type of licence (证照类型, GB/T 36902)."""

    code = models.CharField(max_length=21, primary_key=True)
    name = models.CharField(max_length=100)
    short = models.CharField(max_length=40, blank=True)
    issuer = models.CharField(max_length=100)
    one_per_holder = models.BooleanField(default=False)
    validity_months = models.PositiveSmallIntegerField(default=0)
    template = models.CharField(max_length=80, default="licences/licence.typ")

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """One version of one licence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.ForeignKey(LicenceType, on_delete=models.PROTECT, related_name="licences")
    identifier = models.CharField(max_length=120, unique=True)
    serial = models.CharField(max_length=50)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=9, choices=[(state.value, state.value) for state in State])
    title = models.CharField(max_length=100)
    holder_party_id = models.UUIDField()
    holder_kind = models.CharField(max_length=10)
    holder_name = EncryptedTextField()
    holder_number = EncryptedTextField()
    holder_number_kind = models.CharField(max_length=20)
    holder_index = models.CharField(max_length=64)
    facts = EncryptedJSONField()
    issuer_name = models.CharField(max_length=100)
    issuer_uscc = models.CharField(max_length=18)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    exclusive = models.BooleanField(default=False)
    """Copied from the type at issue, so that the database itself keeps one live licence per holder."""
    subject = models.CharField(max_length=100)
    token = models.CharField(max_length=32, unique=True)
    file_id = models.UUIDField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["type", "holder_index"],
                condition=models.Q(exclusive=True, state__in=["valid", "suspended"]),
                name="licence_one_live_per_holder",
            ),
            models.UniqueConstraint(fields=["subject", "type"], name="licence_one_per_subject"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="licence_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["holder_party_id", "-issued_at"], name="licence_of_holder"),
            models.Index(fields=["state", "valid_until"], name="licence_expiring"),
        ]

    def __str__(self) -> str:
        return self.identifier

    @property
    def ref(self) -> str:
        """Return the reference for journal, outbox and files."""
        return f"licence:{self.id}"


class StateChange(models.Model):
    """One change of state with its reason; the reason may speak of persons and is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="changes")
    operation = models.CharField(max_length=10)
    before = models.CharField(max_length=9)
    after = models.CharField(max_length=9)
    reason = EncryptedTextField()
    actor = models.CharField(max_length=60)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.operation} {self.licence_id}"


class Use(models.Model):
    """One use of a licence (用证日志): for what, in which matter, by whom."""

    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="uses")
    purpose = models.CharField(max_length=200)
    subject = models.CharField(max_length=100, blank=True)
    actor = models.CharField(max_length=60)
    used_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["licence", "-used_at"], name="licence_uses")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.licence_id}"
