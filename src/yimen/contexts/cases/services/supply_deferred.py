"""Hand in a material that was deferred (容缺)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.uploads import keep_upload
from yimen.contexts.identity.data import Actor


@transaction.atomic
def supply_deferred(*, case_id: UUID, key: str, upload: Any, actor: Actor) -> Done:
    """Put the file to the deferred material; the clock ran all the time (rule 3.4)."""
    act = begin(case_id, "supply_deferred", actor, key=key)
    stored = keep_upload(act, key, upload)
    return finish(act, facts={"material": key, "sha256": stored.sha256})
