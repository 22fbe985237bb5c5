"""Ask once for everything that is missing (许可法第32条第1款第4项)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done, Point
from yimen.contexts.cases.domain.overreach import Overreach
from yimen.contexts.cases.models import CorrectionPoint
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.overreach import record_overreach
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import start_correction, stop_clock
from yimen.contexts.identity.data import Actor


def ask_correction(*, case_id: UUID, points: Sequence[Point], actor: Actor) -> Done:
    """Give the one-time notice. ``points`` lists everything: materials and fields of the version only.

    Raises Overreach for a point beyond the version or a new point in a later notice; the attempt itself is
    recorded for the supervisors, the case is not changed (rules 3.1 and 3.2).
    """
    try:
        return _ask(case_id, tuple(points), actor)
    except Overreach as refusal:
        record_overreach(case_id, "ask_correction", actor, refusal)
        raise


@transaction.atomic
def _ask(case_id: UUID, points: tuple[Point, ...], actor: Actor) -> Done:
    act = begin(case_id, "ask_correction", actor, points=points)
    round_ = act.facts.notices + 1
    CorrectionPoint.objects.bulk_create(
        CorrectionPoint(case=act.case, round=round_, target=p.target, key=p.key, text=p.text.strip())
        for p in points
    )
    stop_clock(act, "completeness")
    clock = start_correction(act)
    paper = write_paper(
        act, due_on=clock.legal_due_on, provisional=clock.provisional, points=_lines(act, points)
    )
    asked = [f"{point.target}:{point.key}" for point in points]
    facts = {"points": asked, "round": round_}
    return finish(act, paper=paper, correction_due_on=clock.legal_due_on, facts=facts)


def _lines(act: Act, points: Sequence[Point]) -> list[str]:
    content = act.facts.content
    names = {("material", material.key): material.name for material in content.materials}
    names |= {("field", f.key): f.label for group in content.groups for f in group.fields}
    return [f"{names[(point.target, point.key)]}：{point.text.strip()}" for point in points]
