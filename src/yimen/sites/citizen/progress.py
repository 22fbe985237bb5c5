"""The way of a case as a timeline: what is done, who has it now, what comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yimen.contexts.cases.data import CaseView, State, StepView
from yimen.platform.pages.dates import long_date, moment
from yimen.sites.citizen.standing import steps_left


@dataclass(frozen=True)
class Entry:
    """One station: ``state`` is done, now, todo, or ended where the case stopped on its way."""

    title: str
    state: str
    when: str = ""
    who: str = ""
    phone: str = ""
    note: str = ""


BEFORE = frozenset({State.SUBMITTED, State.CORRECTION_ASKED, State.RECEIVED, State.WAITING})


def progress_of(view: CaseView) -> list[Entry]:
    """Return the stations of this case, the future ones too."""
    return list(_entries(view))


def _entries(view: CaseView) -> Iterator[Entry]:
    yield Entry("提交申请", "done", moment(view.submitted_at))
    yield from _acceptance(view)
    ended_early = view.state is State.CLOSED and not view.decided_on
    if view.accepted_on or not (ended_early or view.decided_on):
        yield from _steps(view, ended_early)
    if ended_early:
        yield Entry(view.outcome_name or "已结束", "ended", note=view.decision_reason)
        return
    yield _decision(view)
    yield _delivery(view)


def _acceptance(view: CaseView) -> Iterator[Entry]:
    handler = {"who": view.handler or view.owner, "phone": view.handler_phone or view.owner_phone}
    if view.accepted_on:
        yield Entry("受理", "done", long_date(view.accepted_on), who=view.owner)
    elif view.state is State.CORRECTION_ASKED:
        until = f"请在{long_date(view.correction_due_on)}前补正" if view.correction_due_on else "请您补正"
        yield Entry("等您补正", "now", note=until, **handler)
    elif view.state in BEFORE:
        yield Entry("受理", "now", note="工作人员正在核对您的材料", **handler)
    elif view.decided_on is None and not view.outcome:
        yield Entry("受理", "todo")


def _steps(view: CaseView, ended_early: bool) -> Iterator[Entry]:
    if view.steps:
        yield from (_step(step) for step in view.steps if step.state != "skipped")
    elif not ended_early and not view.accepted_on and not view.commitment_signed:
        yield from (Entry(step.name, "todo", who=step.body) for step in view.content.steps)


def _step(step: StepView) -> Entry:
    state = {"open": "now", "closed": "done"}.get(step.state, "todo")
    when = (
        long_date(step.closed_on)
        if step.closed_on
        else (f"{long_date(step.opened_on)}开始" if step.opened_on else "")
    )
    who = f"{step.body} {step.assignee}".strip()
    return Entry(step.name, state, when, who, step.phone if state == "now" else "")


def _decision(view: CaseView) -> Entry:
    if view.decided_on:
        return Entry(f"决定：{view.outcome_name}", "done", long_date(view.decided_on), who=view.owner)
    ready = view.accepted_on and not steps_left(view)
    return Entry("作出决定", "now" if ready else "todo", who=view.owner)


def _delivery(view: CaseView) -> Entry:
    title = f"拿到{view.content.result.name}" if view.outcome == "granted" or not view.outcome else "送达"
    if view.state in (State.DELIVERED, State.CLOSED):
        return Entry(title, "done")
    if view.state is State.DECIDED:
        return Entry(title, "now", note="结果正在制作和送达", who=view.owner, phone=view.owner_phone)
    return Entry(title, "todo")
