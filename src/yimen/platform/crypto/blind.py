"""Blind index: find an encrypted value by a keyed digest, without the value standing in the database."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from django.conf import settings


def blind_index(value: str, purpose: str) -> str:
    """Return the digest (64 characters) under which ``value`` is found.

    The value is normalised (full-width forms, surrounding blanks, case). ``purpose`` keeps the same number
    from being linked across columns that have nothing to do with each other.
    """
    normal = unicodedata.normalize("NFKC", value).strip().upper()
    message = f"{purpose}\x00{normal}".encode()
    return hmac.new(bytes.fromhex(settings.INDEX_KEY), message, hashlib.sha256).hexdigest()
