"""Correct on the spot what can be corrected on the spot (许可法第32条第1款第3项)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.services.amending import amend
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import InvalidInput


@transaction.atomic
def correct_on_spot(
    *,
    case_id: UUID,
    actor: Actor,
    answers: Mapping[str, str] | None = None,
    uploads: Mapping[str, Any] | None = None,
) -> Done:
    """Change single answers or files of a sent application before acceptance. Clocks run on."""
    act = begin(case_id, "correct_on_spot", actor)
    changed = amend(act, answers or {}, uploads or {})
    if not changed:
        raise InvalidInput({"correction": "没有任何更正内容。"}, code="nothing_corrected")
    return finish(act, answers=act.case.answers, facts={"corrected": changed})
