"""The clocks a case starts and stops. The clocks room counts; this room only says which period the law names."""

from __future__ import annotations

from datetime import date

from yimen.contexts.cases.domain.facts import CaseFacts
from yimen.contexts.cases.models import CaseStep
from yimen.contexts.cases.services.act import Act
from yimen.contexts.catalogue.data import Limit
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import Budget, ClockData, Unit

CLOCK_OF_STATE = {
    "received": "forwarding",
    "submitted": "completeness",
    "correction_asked": "correction",
    "in_review": "case",
    "decided": "delivery",
}
"""The clock a person looks at in each state."""


def budget(limit: Limit) -> Budget:
    """Return the clock's budget of a limit of the version."""
    return Budget(limit.days, Unit(limit.unit))


def days(n: int) -> Budget:
    """Return ``n`` working days (许可法第82条)."""
    return Budget(n, Unit.WORKING_DAY)


def start_completeness(act: Act, on: date) -> ClockData:
    """Start the five working days of 许可法第32条, from receipt or from supply."""
    return _start(act, "completeness", days(act.facts.profile.completeness_days), on)


def start_correction(act: Act) -> ClockData:
    """Start the applicant's time to supply what the notice asks."""
    return _start(act, "correction", days(act.facts.content.correction_days), act.on)


def start_forwarding(act: Act) -> ClockData:
    """Start the one working day in which a hall elsewhere forwards (rule 3.10)."""
    return _start(act, "forwarding", days(act.facts.profile.forwarding_days), act.on)


def start_delivery(act: Act) -> ClockData:
    """Start the ten working days of 许可法第44条."""
    return _start(act, "delivery", days(act.facts.profile.delivery_days), act.on)


def start_case_clock(act: Act, on: date) -> ClockData:
    """Start the period for the decision (许可法第42条), with the promised one inside it."""
    content = act.facts.content
    return clocks.start(
        subject=act.case.subject,
        kind="case",
        legal=budget(content.legal_limit),
        promised=budget(content.promised_limit),
        started_on=on,
        actor=act.actor.ref,
        role=act.capacity,
    )


def start_step_clock(act: Act, step: CaseStep, facts: CaseFacts) -> None:
    """Start the step's own clock; it runs on while the case clock is paused (rule 3.6)."""
    plan = next(planned for planned in facts.content.steps if planned.key == step.key)
    clocks.start(
        subject=act.case.subject,
        kind="step",
        part=step.key,
        legal=None,
        promised=budget(plan.limit),
        started_on=act.on,
        actor=act.actor.ref,
        role=act.capacity,
    )


def stop_clock(act: Act, kind: str, part: str = "") -> None:
    """Stop a clock of the case if it runs; a clock that never started or was stopped is left alone."""
    clock = clocks.clock_of(act.case.subject, kind, part)
    if clock is not None and clock.state != "stopped":
        clocks.stop(clock.id, on=act.on, actor=act.actor.ref, reason=act.move.action)


def stop_all(act: Act) -> None:
    """End what is open in a case that ends: clocks, review steps, proposals nobody answered or used."""
    for kind in ("completeness", "correction", "forwarding", "case", "delivery"):
        stop_clock(act, kind)
    for step in act.case.steps.filter(state="open"):
        stop_clock(act, "step", step.key)
    act.case.steps.filter(state__in=("open", "waiting")).update(state="skipped", closed_on=act.on)
    act.case.pause_proposals.filter(state__in=("proposed", "approved")).update(state="refused")


def due_on(subject: str, state: str) -> date | None:
    """Return the due day that matters in ``state``, for sorting; None while paused or when nothing runs."""
    kind = CLOCK_OF_STATE.get(state)
    clock = clocks.clock_of(subject, kind) if kind else None
    return clock.due_on if clock is not None and clock.state == "running" else None


def case_clock(act: Act) -> ClockData:
    """Return the clock of the decision. Raises LookupError when it was never started."""
    clock = clocks.clock_of(act.case.subject, "case")
    if clock is None:
        raise LookupError(f"case {act.case.pk} is in review without a clock")
    return clock


def _start(act: Act, kind: str, legal: Budget, on: date) -> ClockData:
    return clocks.start(
        subject=act.case.subject,
        kind=kind,
        legal=legal,
        promised=None,
        started_on=on,
        actor=act.actor.ref,
        role=act.capacity,
    )
