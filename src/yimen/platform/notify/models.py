"""Messages in the message centre, and what goes out by SMS and mail."""

from __future__ import annotations

import uuid

from django.db import models

from yimen.platform.crypto.fields import EncryptedTextField


class Message(models.Model):
    """One message to one account; the account is another room's and only named here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.UUIDField()
    template = models.CharField(max_length=80)
    title = EncryptedTextField()
    body = EncryptedTextField()
    link = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account_id", "-sent_at"], name="message_inbox"),
            models.Index(
                fields=["account_id"], name="message_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.id}"


class Outgoing(models.Model):
    """One SMS or mail on its way. It is sent at least once: a worker that dies while sending sends again."""

    class Channel(models.TextChoices):
        SMS = "sms"
        MAIL = "mail"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="outgoing")
    channel = models.CharField(max_length=4, choices=Channel.choices)
    address = EncryptedTextField()
    text = EncryptedTextField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="outgoing_due",
                condition=models.Q(state__in=["waiting", "sending"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} {self.id}"
