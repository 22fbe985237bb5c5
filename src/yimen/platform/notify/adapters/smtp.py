"""Mail over SMTP: ``smtp://user:password@host:port``; ``smtps://`` for TLS, ``?starttls=1`` to upgrade."""

from __future__ import annotations

import smtplib
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from yimen.platform.notify.adapters import DeliveryFailed

TIMEOUT = 15


class SmtpMail:
    """Hands mail to one SMTP server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        secure = parts.scheme == "smtps"
        self.backend = EmailBackend(
            host=parts.hostname or "localhost",
            port=parts.port or (465 if secure else 25),
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_ssl=secure,
            use_tls=parse_qs(parts.query).get("starttls") == ["1"],
            timeout=TIMEOUT,
        )

    def send(self, address: str, subject: str, text: str) -> None:
        """Hand one mail over."""
        mail = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [address], connection=self.backend)
        try:
            mail.send()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise DeliveryFailed(str(error)) from error
