"""How acts of this room enter the journal: by reference, with digests, never with a name or a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from yimen.platform.journal import api as journal


def record(
    account_id: UUID | None, act: str, *, actor: str = "", facts: Mapping[str, Any] | None = None
) -> None:
    """Append ``act`` to the chain of the account; by itself unless somebody else acted."""
    subject = f"account:{account_id}"
    journal.append(subject=subject, act=act, actor=actor or subject, facts=dict(facts or {}))
