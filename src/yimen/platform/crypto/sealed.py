"""Sealing of single values: AES-256-GCM with the place of the value as associated data.

The place (app, model, field, row) is authenticated, so a sealed value that is moved to another row or
column no longer opens. The key never enters the database.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PREFIX = "s1."
NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed value was altered, moved, or sealed under another key: a fault of ours, never of the user."""


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.FIELD_KEY))


def seal(plain: str, place: str) -> str:
    """Return ``plain`` sealed for ``place``; two calls never give the same text."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = _cipher().encrypt(nonce, plain.encode("utf-8"), place.encode("utf-8"))
    return PREFIX + base64.b64encode(nonce + body).decode("ascii")


def unseal(sealed: str, place: str) -> str:
    """Return the clear text of ``sealed``, or raise ``SealBroken``."""
    if not sealed.startswith(PREFIX):
        raise SealBroken(f"{place}: not a sealed value")
    try:
        raw = base64.b64decode(sealed[len(PREFIX) :], validate=True)
        clear = _cipher().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode("utf-8"))
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise SealBroken(f"{place}: the value does not open under this key") from error
    return clear.decode("utf-8")
