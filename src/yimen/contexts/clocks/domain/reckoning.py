"""Choosing how a limit is counted."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.contexts.clocks.data import Budget, Policy, Unit
from yimen.contexts.clocks.domain.elapsed import SecondCount
from yimen.contexts.clocks.domain.history import History
from yimen.contexts.clocks.domain.statutory import DayCount
from yimen.kernel.workdays import WorkCalendar

Count = DayCount | SecondCount


def count_for(history: History, budget: Budget, calendar: WorkCalendar) -> Count:
    """Return the counting of one limit: in days, unless the policy or the unit asks for seconds."""
    if history.policy is Policy.ELAPSED or budget.unit is Unit.HOUR:
        return SecondCount(history, budget, calendar)
    return DayCount(history, budget, calendar)


@dataclass(frozen=True)
class Reckoning:
    """Both limits of a clock, counted."""

    legal: Count | None
    promised: Count | None

    @property
    def foremost(self) -> Count | None:
        """Return the limit that counts for the person waiting: promised, else legal."""
        return self.promised or self.legal

    def measure(self, name: str) -> Count | None:
        """Return the limit a card rule measures against.

        ``promised`` and ``approved`` fall back on the legal limit where nothing was promised; ``legal``
        never falls back: what no law limits cannot exceed a legal limit.
        """
        return self.legal if name == "legal" else self.foremost


def reckon(history: History, calendar: WorkCalendar) -> Reckoning:
    """Count both limits."""
    legal = count_for(history, history.legal, calendar) if history.legal else None
    promised = count_for(history, history.promised, calendar) if history.promised else None
    return Reckoning(legal=legal, promised=promised)
