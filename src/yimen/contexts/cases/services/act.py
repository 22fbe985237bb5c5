"""One act under way: the case, the move, who does it in which capacity, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yimen.contexts.cases.domain.facts import CaseFacts
from yimen.contexts.cases.domain.profiles import cite
from yimen.contexts.cases.domain.states import Move
from yimen.contexts.cases.models import Case
from yimen.contexts.identity.data import Actor
from yimen.platform.wallclock import local_date


@dataclass
class Act:
    """One act under way, between ``begin`` and ``finish``."""

    case: Case
    move: Move
    capacity: str
    actor: Actor
    facts: CaseFacts
    at: datetime
    effective_at: datetime
    input: dict[str, Any] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """Return the day the act takes effect, in Asia/Shanghai."""
        return local_date(self.effective_at)

    @property
    def basis(self) -> str:
        """Return the ground the act rests on under the case's profile."""
        return cite(self.facts.profile, self.move.basis)
