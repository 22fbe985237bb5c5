"""A clock as a person looks at it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
from yimen.contexts.clocks.domain.cards import Scheme, boundaries, colour_at
from yimen.contexts.clocks.domain.history import History, approved_until, as_of
from yimen.contexts.clocks.domain.reckoning import Count, reckon
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
    both = reckon(history, calendar)
    count = both.foremost
    state = history.state_at(moment)
    pauses = _pauses(history, count, calendar, moment)
    used = count.used(moment) if count else 0
    left = count.left(moment) if count else 0
    seen_at = history.stopped_at if history.stopped_at else moment
    colour = colour_at(boundaries(both, scheme.rules_for(identity.kind)), seen_at)
    if state is State.PAUSED and colour.rank < Colour.RED.rank:
        colour = Colour.NONE
    started = day_of(history.started_at)
    paused = _paused_days(history, count, moment)
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
        legal_due_on=both.legal.due_on if both.legal else None,
        promised_due_on=both.promised.due_on if both.promised else None,
        legal_due_at=both.legal.due_at if both.legal else None,
        promised_due_at=both.promised.due_at if both.promised else None,
        provisional=any(c.provisional for c in (both.legal, both.promised) if c and c.due_on),
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


def _pauses(
    history: History, count: Count | None, calendar: WorkCalendar, moment: datetime
) -> tuple[PauseData, ...]:
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


def _paused_days(history: History, count: Count | None, moment: datetime) -> int:
    """Count the days that fell out, overlapping pauses once."""
    if count is None:
        return 0
    now = moment + ONE_DAY
    joined = union((pause.begins, pause.ends or max(now, pause.begins + ONE_DAY)) for pause in history.pauses)
    return sum(count.excluded(begins, ends, moment) for begins, ends in joined)
