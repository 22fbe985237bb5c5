"""The digest of what a version says, so that a change behind the program's back is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest(**parts: Any) -> str:
    """Return the SHA-256 of ``parts`` in one written form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(document: Mapping[str, Any] | None) -> str:
    """Return one document in that form, to compare two of them."""
    return digest(document=document)
