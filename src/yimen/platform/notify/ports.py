"""What the outside must supply: somebody who carries SMS, somebody who carries mail."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from yimen.platform.notify.adapters.gateway import HttpSms
from yimen.platform.notify.adapters.sandbox import SandboxMail, SandboxSms
from yimen.platform.notify.adapters.smtp import SmtpMail


class SmsPort(Protocol):
    """A carrier of short messages. Raises ``DeliveryFailed`` when it could not hand one over."""

    def send(self, phone: str, text: str) -> None:
        """Hand ``text`` over for ``phone``."""
        ...


class MailPort(Protocol):
    """A carrier of mail. Raises ``DeliveryFailed`` when it could not hand one over."""

    def send(self, address: str, subject: str, text: str) -> None:
        """Hand a mail over for ``address``."""
        ...


def sms_port() -> SmsPort:
    """Return the gateway of the settings, or the sandbox that writes files."""
    return HttpSms(settings.SMS_URL) if settings.SMS_URL else SandboxSms(settings.DATA_DIR)


def mail_port() -> MailPort:
    """Return the SMTP server of the settings, or the sandbox that writes files."""
    return SmtpMail(settings.SMTP_URL) if settings.SMTP_URL else SandboxMail(settings.DATA_DIR)
