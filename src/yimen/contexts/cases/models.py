"""Tables of the cases room. Personal data is encrypted; the clock, the licence and the item are other rooms'."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from yimen.contexts.cases.data import MaterialState, State
from yimen.platform.crypto.fields import EncryptedJSONField, EncryptedTextField
from yimen.platform.wallclock import local_date


class Case(models.Model):
    """One application for one item. ``row_version`` grows with every act and guards against a lost update."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=50, unique=True, null=True)  # noqa: DJ001 - drafts have none, and it is unique
    row_version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    outcome = models.CharField(max_length=20, default="", blank=True)
    profile = models.CharField(max_length=20)
    channel = models.CharField(max_length=20, default="online")
    version = models.ForeignKey("catalogue.ItemVersion", on_delete=models.PROTECT, related_name="+")
    item_name = models.CharField(max_length=300)
    party_id = models.UUIDField()
    filed_by = models.UUIDField(null=True)
    """Account that filed it: the applicant's, or the clerk's for a person at the window."""
    owner = models.ForeignKey("regions.Organisation", on_delete=models.PROTECT, related_name="+")
    answers = EncryptedJSONField(default=dict)
    query_password = EncryptedTextField(default="")
    acceptor_id = models.UUIDField(null=True)
    decider_id = models.UUIDField(null=True)
    decision_reason = EncryptedTextField(default="")
    commitment_signed = models.BooleanField(default=False)
    awaits = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    licence_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    supplied_on = models.DateField(null=True)
    correction_due_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    draft_expires_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    """Copy of the running clock's due day, for sorting lists; the clocks room owns the figure."""

    class Meta:
        indexes = [
            models.Index(fields=["party_id", "-updated_at"], name="case_party"),
            models.Index(fields=["state", "due_on"], name="case_state_due"),
            models.Index(fields=["owner", "state"], name="case_owner_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT.value) | models.Q(number__isnull=False),
                name="case_numbered_once_sent",
            )
        ]

    def __str__(self) -> str:
        return self.number or f"draft {self.id}"

    @property
    def subject(self) -> str:
        """Return the reference under which journal, clocks and licences know this case."""
        return f"case:{self.id}"


class CaseRole(models.Model):
    """The role of an organisation in a case: owner, window, hall, receiving, reviewing, supervisor, government."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey("regions.Organisation", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation", "capacity"], name="case_role_once")
        ]
        indexes = [models.Index(fields=["organisation", "capacity"], name="case_role_org")]

    def __str__(self) -> str:
        return self.capacity


class CaseMaterial(models.Model):
    """One material of a case and what stands for it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="materials")
    key = models.CharField(max_length=60)
    state = models.CharField(max_length=20, default=MaterialState.MISSING.value)
    file_id = models.UUIDField(null=True)
    licence_id = models.UUIDField(null=True)
    promised_on = models.DateField(null=True)
    trust = models.CharField(max_length=1, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="case_material_once")]

    def __str__(self) -> str:
        return self.key


class CaseStep(models.Model):
    """One review step, instantiated from the version's plan at acceptance."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey("regions.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="waiting")
    assignee_id = models.UUIDField(null=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="case_step_once")]
        indexes = [models.Index(fields=["organisation", "state"], name="case_step_org_state")]

    def __str__(self) -> str:
        return self.key


class Opinion(models.Model):
    """An opinion given in a step. Kept when a step is sent back: the record shows both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(CaseStep, on_delete=models.CASCADE, related_name="opinions")
    officer_id = models.UUIDField()
    companion_id = models.UUIDField(null=True)
    verdict = models.CharField(max_length=10)
    text = EncryptedTextField()
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.verdict


class CorrectionPoint(models.Model):
    """One point of a correction notice; ``round`` 1 is the one-time notice, later ones repeat points of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="points")
    round = models.PositiveSmallIntegerField(default=1)
    target = models.CharField(max_length=10)
    key = models.CharField(max_length=60)
    text = EncryptedTextField()
    supplied = models.BooleanField(default=False)
    """Something was handed in for it; whether it is enough, the acceptor judges."""

    def __str__(self) -> str:
        return f"{self.target}:{self.key}"


class PauseProposal(models.Model):
    """A special procedure proposed by a reviewer, for the head of the body to approve (许可法第45条)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pause_proposals")
    ground = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    reason = EncryptedTextField()
    proposed_by = models.UUIDField()
    approver_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default="proposed")

    def __str__(self) -> str:
        return f"{self.ground} {self.state}"


class Paper(models.Model):
    """A numbered, dated paper: number and facts in the act's transaction, the PDF on demand or by a job."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80, unique=True)
    act = models.CharField(max_length=30)
    template = models.CharField(max_length=60)
    facts = EncryptedJSONField()
    position = models.PositiveIntegerField()
    """Version of the case at the act: papers in the order in which they arose."""
    issued_at = models.DateTimeField()
    file_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.number

    @property
    def issued_on(self) -> date:
        """Return the date printed on the paper."""
        return local_date(self.issued_at)


class LastSeen(models.Model):
    """When somebody last opened a case, so that the inbox can mark what changed since."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    account_id = models.UUIDField()
    seen_version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "account_id"], name="case_seen_once")]

    def __str__(self) -> str:
        return str(self.seen_version)


class ActNote(models.Model):
    """The reason that was written down for an act; the journal holds its digest. ``position`` is the entry's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()
    text = EncryptedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="case_note_once")]

    def __str__(self) -> str:
        return f"note {self.position}"
