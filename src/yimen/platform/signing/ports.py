"""What the outside must supply to sign in an organisation's name (电子签名法第13条)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT = "yimen.platform.signing.adapters.local.LocalAuthority"


class SigningPort(Protocol):
    """An authority that holds signing keys: our own files, a hardware module, a seal service."""

    def ensure(self) -> None:
        """Make ready what is needed to sign; harmless when it already is."""
        ...

    def sign_pdf(self, pdf: bytes, *, organisation: str, reason: str, moment: datetime) -> bytes:
        """Return ``pdf`` with an embedded signature of ``organisation``."""
        ...

    def certificate(self) -> bytes:
        """Return the authority's certificate (PEM), which anybody may have."""
        ...


@lru_cache(maxsize=8)
def _adapter(path: str, data_dir: str) -> SigningPort:
    port: SigningPort = import_string(path)(data_dir)
    return port


def signing_port() -> SigningPort:
    """Return the adapter that the settings name (``SIGNING_ADAPTER``; our own authority by default)."""
    return _adapter(getattr(settings, "SIGNING_ADAPTER", DEFAULT), str(settings.DATA_DIR))
