"""The trace of a case, open to the applicant: who, what, when, on what basis (domain V2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from yimen.contexts.cases.data import OUTCOME_NAMES, Outcome, TraceLine
from yimen.contexts.cases.domain.profiles import STATUTORY_GROUNDS
from yimen.contexts.cases.domain.states import ACTION_NAMES
from yimen.contexts.cases.models import Case
from yimen.contexts.catalogue.data import Content
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor
from yimen.platform.journal import api as journal
from yimen.platform.journal.api import EntryData

INTERNAL = frozenset({"edit", "propose_pause", "approve_pause", "refuse_pause", "overreach_blocked"})
"""Acts whose lines only officers see."""

EXTRA_NAMES = {
    "propose_pause": "申请启动特别程序",
    "approve_pause": "批准特别程序",
    "refuse_pause": "不批准特别程序",
    "overreach_blocked": "越权要求已拦截",
    "submit": "提交申请，取得收件凭证",
    "accept": "受理申请",
    "decide": "作出决定",
    "issue": "制发证照",
    "deliver": "送达结果",
    "withdraw": "撤回申请",
}


def trace_of(case: Case, content: Content, for_officer: bool) -> tuple[TraceLine, ...]:
    """Return the lines, oldest first. Names of officers are read now; the journal holds references only."""
    entries = [
        entry for entry in journal.entries_of(case.subject) if for_officer or entry.act not in INTERNAL
    ]
    handlers = identity.actors_of(account_ids(entry.actor for entry in entries))
    reasons = {note.position: note.text for note in case.notes.all()}
    return tuple(
        _line(entry, content, handlers, _reason(entry, reasons, for_officer))
        for entry in entries
        if entry.act != "edit"
    )


def _reason(entry: EntryData, reasons: Mapping[int, str], for_officer: bool) -> str:
    """Return the reason written down for an act; how bodies hand steps about stays among officers."""
    inside = entry.act in ("return_step", "transfer_step") and not for_officer
    return "" if inside else reasons.get(entry.position, "")


def account_ids(refs: Iterable[str]) -> set[UUID]:
    """Return the accounts named in journal references of the form ``account:<uuid>``."""
    return {UUID(ref.removeprefix("account:")) for ref in refs if ref.startswith("account:")}


def _line(entry: EntryData, content: Content, handlers: Mapping[UUID, Actor], reason: str) -> TraceLine:
    handler, organisation, phone = "系统", "", ""
    if entry.actor.startswith("account:"):
        actor = handlers.get(UUID(entry.actor.removeprefix("account:")))
        handler = _name(actor)
        if actor is not None and actor.kind == "staff":
            organisation, phone = actor.organisation_name, actor.phone
    outcome = str(entry.facts.get("outcome", ""))
    return TraceLine(
        position=entry.position,
        action=entry.act,
        title=EXTRA_NAMES.get(entry.act) or ACTION_NAMES.get(entry.act, entry.act),
        handler=handler,
        organisation=organisation,
        phone=phone,
        effective_at=entry.effective_at,
        recorded_at=entry.recorded_at,
        basis=entry.basis,
        note="：".join(filter(None, (_note(entry, content), reason))),
        outcome=OUTCOME_NAMES[Outcome(outcome)] if outcome else "",
    )


def _name(actor: Actor | None) -> str:
    if actor is None:
        return "经办人"
    return actor.name if actor.kind == "staff" else "申请人"


def _note(entry: EntryData, content: Content) -> str:
    facts = entry.facts
    if "step" in facts:
        return next((step.name for step in content.steps if step.key == facts["step"]), "")
    if "ground" in facts:
        days = facts.get("days")
        return STATUTORY_GROUNDS.get(facts["ground"], "") + (f"，{days}个工作日" if days else "")
    if "points" in facts:
        return f"共{len(facts['points'])}项"
    return str(facts.get("paper", ""))
