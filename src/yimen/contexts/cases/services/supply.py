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

    Only what the latest notice asks for is taken; with an answer or a file beyond it, nothing is. That a
    point is supplied does not say that it is met: the acceptor judges that, and may repeat the point.
    """
    given_answers, given_files = answers or {}, uploads or {}
    given = [("field", key) for key in given_answers] + [("material", key) for key in given_files]
    act = begin(case_id, "supply", actor, supplied=given)
    supplied = amend(act, given_answers, given_files)
    _mark_supplied(act, given_answers, given_files)
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


def _mark_supplied(act: Act, answers: Mapping[str, str], uploads: Mapping[str, Any]) -> None:
    points = CorrectionPoint.objects.filter(case=act.case, round=act.facts.notices)
    points.filter(target="field", key__in=answers).update(supplied=True)
    points.filter(target="material", key__in=uploads).update(supplied=True)
