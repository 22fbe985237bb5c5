"""What acceptance by an acceptor and by law have in common: the clock, the plan, the paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.reviewing import open_plan
from yimen.contexts.cases.services.timing import start_case_clock, stop_clock
from yimen.contexts.cases.services.wording import limit_words

BY_LAW = "许可法第32条第1款第4项"


def open_review(act: Act, *, deemed: bool) -> dict[str, Any]:
    """Start the period for the decision, lay the plan out, write the paper; return what ``finish`` takes.

    Deemed: accepted from the day of receipt, after a correction from the day of supply (rule 3.1).
    """
    accepted_on = _accepted_on(act) if deemed else act.on
    stop_clock(act, "completeness")
    clock = start_case_clock(act, accepted_on)
    open_plan(act)
    content = act.facts.content
    extra = {"basis": BY_LAW, "accepted_on": accepted_on} if deemed else {}
    paper = write_paper(
        act,
        deemed=deemed,
        legal=limit_words(content.legal_limit),
        promised=limit_words(content.promised_limit),
        due_on=clock.promised_due_on,
        provisional=clock.provisional,
        **extra,
    )
    facts = {"accepted_on": accepted_on.isoformat()} if deemed else {}
    return {"paper": paper, "accepted_on": accepted_on, "facts": facts}


def _accepted_on(act: Act) -> date:
    return act.case.supplied_on or act.case.received_on or act.on
