"""Supply what a correction notice asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.models import CorrectionPoint
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.amending import amend
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_completeness, stop_clock
from yimen.contexts.identity.data import Actor


@transaction.atomic
def supply(
    *,
    case_id: UUID,
    actor: Actor,
    answers: Mapping[str, str] | None = None,
    uploads: Mapping[str, Any] | None = None,
) -> Done:
    """Hand in corrections; the five days begin anew on the day of supply (rule 3.1).

    Only what the notice asked for is taken: answers and files beyond it are refused.
    """
    asked = set(CorrectionPoint.objects.filter(case_id=case_id).values_list("target", "key"))
    given_answers = {key: value for key, value in (answers or {}).items() if ("field", key) in asked}
    given_files = {key: upload for key, upload in (uploads or {}).items() if ("material", key) in asked}
    act = begin(case_id, "supply", actor, supplied=bool(given_answers or given_files))
    supplied = amend(act, given_answers, given_files)
    _mark_met(act, given_answers, given_files)
    stop_clock(act, "correction")
    start_completeness(act, act.on)
    return finish(
        act,
        paper=write_paper(act),
        answers=act.case.answers,
        supplied_on=act.on,
        correction_due_on=None,
        facts={"supplied": supplied},
    )


def _mark_met(act: Act, answers: Mapping[str, str], uploads: Mapping[str, Any]) -> None:
    points = CorrectionPoint.objects.filter(case=act.case)
    points.filter(target="field", key__in=answers).update(met=True)
    points.filter(target="material", key__in=uploads).update(met=True)
