"""Somebody signed in: the account's chain remembers when, not from where."""

from __future__ import annotations

from django.db import transaction

from yimen.contexts.identity.data import Actor
from yimen.contexts.identity.services.journal_act import record


@transaction.atomic
def note_sign_in(*, actor: Actor) -> None:
    """Append the sign-in to the account's chain."""
    record(actor.account_id, "signed_in", facts={"means": "password"})
