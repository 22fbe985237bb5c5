"""Somebody signed in: the account's chain remembers when, not from where."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.identity.services.journal_act import record


@transaction.atomic
def note_sign_in(*, account_id: UUID) -> None:
    """Append the sign-in to the account's chain."""
    record(account_id, "signed_in", facts={"means": "password"})
