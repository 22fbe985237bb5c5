"""Carriers that write what they would send into ``outgoing`` of the data directory."""

from __future__ import annotations

import secrets
from pathlib import Path

from yimen.platform.notify.adapters import DeliveryFailed
from yimen.platform.wallclock import SHANGHAI, now


def _drop(data_dir: Path, channel: str, text: str) -> None:
    folder = Path(data_dir) / "outgoing"
    name = f"{now().astimezone(SHANGHAI):%Y%m%d-%H%M%S}-{channel}-{secrets.token_hex(3)}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DeliveryFailed(str(error)) from error


class SandboxSms:
    """Writes short messages to files."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def send(self, phone: str, text: str) -> None:
        """Write one file."""
        _drop(self.data_dir, "sms", f"收信号码：{phone}\n\n{text}\n")


class SandboxMail:
    """Writes mail to files."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def send(self, address: str, subject: str, text: str) -> None:
        """Write one file."""
        _drop(self.data_dir, "mail", f"收件人：{address}\n主题：{subject}\n\n{text}\n")
