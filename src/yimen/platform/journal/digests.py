"""Digests that let a fact be recognised without being told.

An ID number has so few possible values that a plain or merely salted hash gives it away; the digest is keyed
with the installation's index key, and salted so that two entries about one person do not point at each other.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings


def digest_of(value: str) -> str:
    """Return a salted, keyed digest of ``value`` for the facts of an entry."""
    return _digest(value, secrets.token_hex(8))


def digest_matches(value: str, digest: str) -> bool:
    """Return whether ``digest`` was made of ``value``."""
    salt, _, _ = digest.partition(".")
    return hmac.compare_digest(_digest(value, salt), digest)


def _digest(value: str, salt: str) -> str:
    key = settings.INDEX_KEY.encode()
    return f"{salt}.{hmac.new(key, f'journal:{salt}:{value}'.encode(), hashlib.sha256).hexdigest()}"
