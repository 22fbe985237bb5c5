"""What is stored beside the ledger so that it can be searched and sorted; rebuilt from it at any time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yimen.contexts.clocks.data import State
from yimen.contexts.clocks.domain.cards import Boundary, Rule, boundaries
from yimen.contexts.clocks.domain.history import History, approved_until, exhausted_at, settled
from yimen.contexts.clocks.domain.reckoning import reckon
from yimen.kernel.workdays import WorkCalendar


@dataclass(frozen=True)
class Projection:
    """The derived columns of one clock."""

    state: State
    legal_due_on: date | None
    promised_due_on: date | None
    provisional: bool
    next_alarm_at: datetime | None
    """When the sweep must look again: the next boundary, or approved days used up."""


def project(
    history: History, rules: Iterable[Rule], calendar: WorkCalendar, given: Collection[str]
) -> Projection:
    """Return the projections of a ledger; ``given`` are the cards this clock already led to.

    The wall clock plays no part, so that a rebuilt projection equals the stored one whenever it is rebuilt.
    """
    known = settled(history, calendar)
    both = reckon(known, calendar)
    counts = [count for count in (both.legal, both.promised) if count]
    return Projection(
        state=known.state,
        legal_due_on=both.legal.due_on if both.legal else None,
        promised_due_on=both.promised.due_on if both.promised else None,
        provisional=any(count.provisional for count in counts if count.due_on),
        next_alarm_at=_next_look(known, boundaries(both, rules), calendar, given),
    )


def due_boundaries(found: Iterable[Boundary], given: Collection[str], moment: datetime) -> list[Boundary]:
    """Return the boundaries reached by ``moment`` whose card was not given yet, one per card."""
    due: dict[str, Boundary] = {}
    for boundary in found:
        if boundary.at <= moment and boundary.rule.card not in given:
            due.setdefault(boundary.rule.card, boundary)
    return list(due.values())


def _next_look(
    known: History, found: Iterable[Boundary], calendar: WorkCalendar, given: Collection[str]
) -> datetime | None:
    if known.stopped_at is not None:
        return None
    looks = [boundary.at for boundary in found if boundary.rule.card not in given]
    looks += [
        exhausted_at(until, pause, known.policy)
        for pause in known.open_pauses
        if (until := approved_until(pause, known.policy, calendar)) is not None
    ]
    return min(looks, default=None)
