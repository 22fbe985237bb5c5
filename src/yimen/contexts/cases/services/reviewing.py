"""The review plan of a case: open it, and open what a closed step lets open."""

from __future__ import annotations

from yimen.contexts.cases.domain.materials import first_steps, steps_now_open
from yimen.contexts.cases.models import CaseStep
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.timing import start_step_clock
from yimen.contexts.regions import api as regions


def open_plan(act: Act) -> None:
    """Lay the version's plan out for this case and open the steps that wait for nothing.

    A signed commitment stands instead of the review: the steps are laid out as skipped.
    """
    content = act.facts.content
    opening = () if act.facts.commitment_signed else first_steps(content)
    for position, plan in enumerate(content.steps):
        state = "skipped" if act.facts.commitment_signed else "waiting"
        row = CaseStep(
            case=act.case,
            key=plan.key,
            position=position,
            organisation_id=regions.organisation_named(plan.body).id,
            state="open" if plan.key in opening else state,
            opened_on=act.on if plan.key in opening else None,
        )
        row.save(force_insert=True)
        if row.state == "open":
            start_step_clock(act, row, act.facts)


def open_next(act: Act) -> list[str]:
    """Open every waiting step whose predecessors are all closed; return their keys."""
    rows = {row.key: row for row in act.case.steps.all()}
    closed = [key for key, row in rows.items() if row.state == "closed"]
    opened = [key for key in steps_now_open(act.facts.content, closed) if rows[key].state == "waiting"]
    for key in opened:
        open_step(act, rows[key])
    return opened


def open_step(act: Act, row: CaseStep) -> None:
    """Open one step, today, with its own clock."""
    row.state, row.opened_on, row.closed_on = "open", act.on, None
    row.save(update_fields=["state", "opened_on", "closed_on"])
    start_step_clock(act, row, act.facts)
