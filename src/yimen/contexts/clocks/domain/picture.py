"""A clock as a person looks at it on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.contexts.clocks.data import (
    COLOUR_NAMES,
    KIND_NAMES,
    STATE_NAMES,
    ClockData,
    Colour,
    PauseData,
    State,
)
from yimen.contexts.clocks.domain.cards import Rule, Scheme, boundaries, colour_at
from yimen.contexts.clocks.domain.history import History, approved_until, as_of
from yimen.contexts.clocks.domain.reckoning import Count, Reckoning, reckon
from yimen.contexts.clocks.domain.spans import ONE_DAY, day_of, union
from yimen.contexts.clocks.domain.words import arithmetic, ground_name, segments, sentence
from yimen.kernel.workdays import WorkCalendar


@dataclass(frozen=True)
class Identity:
    """What a clock is called."""

    id: UUID
    subject: str
    kind: str
    part: str
    next_alarm_at: datetime | None = None


def picture(
    identity: Identity, ledger: History, scheme: Scheme, calendar: WorkCalendar, moment: datetime
) -> ClockData:
    """Return the clock as it stood at ``moment``."""
    history = as_of(ledger, moment, calendar)
    both, state = reckon(history, calendar), history.state_at(moment)
    count = both.foremost
    pauses = _pauses(history, both, calendar, moment)
    used, left = (count.used(moment), count.left(moment)) if count else (0, 0)
    colour = _colour(history, both, scheme.rules_for(identity.kind), state, moment)
    started, paused = day_of(history.started_at), _paused_days(history, both, moment)
    return ClockData(
        id=identity.id,
        subject=identity.subject,
        kind=identity.kind,
        kind_name=KIND_NAMES.get(identity.kind, identity.kind),
        part=identity.part,
        policy=history.policy,
        state=state,
        state_name=STATE_NAMES[state],
        as_of=moment,
        started_on=started,
        started_at=history.started_at,
        legal=history.legal,
        promised=history.promised,
        extended_days=sum(extension.budget.n for extension in history.extensions),
        **_due(both),
        used_days=used,
        left_days=left,
        pauses=pauses,
        paused_days=paused,
        stopped_on=day_of(history.stopped_at) if history.stopped_at else None,
        stop_reason=history.stop_reason,
        colour=colour,
        colour_name=COLOUR_NAMES[colour],
        next_alarm_at=identity.next_alarm_at,
        sentence=sentence(history, both, state, used, left),
        arithmetic=tuple(arithmetic(history, both, pauses, started)),
        segments=tuple(segments(used, left, paused)),
    )


def _due(both: Reckoning) -> dict[str, Any]:
    legal, promised = both.legal, both.promised
    return {
        "legal_due_on": legal.due_on if legal else None,
        "promised_due_on": promised.due_on if promised else None,
        "legal_due_at": legal.due_at if legal else None,
        "promised_due_at": promised.due_at if promised else None,
        "provisional": any(count.provisional for count in (legal, promised) if count and count.due_on),
    }


def _colour(
    history: History, both: Reckoning, rules: Iterable[Rule], state: State, moment: datetime
) -> Colour:
    """Return the colour; a stopped clock keeps its last, a paused one shows only what was exceeded."""
    colour = colour_at(boundaries(both, rules), history.stopped_at or moment)
    return Colour.NONE if state is State.PAUSED and colour.rank < Colour.RED.rank else colour


def _measured_by(history: History, both: Reckoning) -> Count | None:
    """Return the limit that tells what a pause took out: the longer one, where both have one unit."""
    if history.legal and history.promised and history.legal.unit != history.promised.unit:
        return both.foremost
    return both.legal or both.promised


def _pauses(
    history: History, both: Reckoning, calendar: WorkCalendar, moment: datetime
) -> tuple[PauseData, ...]:
    count = _measured_by(history, both)
    found = []
    for pause in history.pauses:
        until = approved_until(pause, history.policy, calendar) or pause.begins
        found.append(
            PauseData(
                ground=pause.ground,
                ground_name=ground_name(pause.ground),
                begins=day_of(pause.begins),
                ends=day_of(pause.ends) if pause.ends else None,
                approved_days=pause.approved.n if pause.approved else 0,
                approved_until=day_of(until),
                excluded_days=count.excluded(pause.begins, pause.ends, moment) if count else 0,
                automatic=pause.automatic,
            )
        )
    return tuple(found)


def _paused_days(history: History, both: Reckoning, moment: datetime) -> int:
    """Count the days that fell out, overlapping pauses once."""
    count = _measured_by(history, both)
    if count is None:
        return 0
    now = moment + ONE_DAY
    joined = union((pause.begins, pause.ends or max(now, pause.begins + ONE_DAY)) for pause in history.pauses)
    return sum(count.excluded(begins, ends, moment) for begins, ends in joined)
