"""Stop the clock for a special procedure that the head approved (许可法第45条)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.domain.profiles import STATUTORY_GROUNDS
from yimen.contexts.cases.models import PauseProposal
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.timing import case_clock
from yimen.contexts.clocks import api as clocks
from yimen.contexts.identity.data import Actor
from yimen.kernel.errors import Conflict


@transaction.atomic
def pause(*, case_id: UUID, proposal_id: UUID, actor: Actor) -> Done:
    """Pause on the approved ground for the approved working days, with a written notice to the applicant.

    When the days are used up the clock resumes by itself. Each approval is good for one pause.
    """
    proposal = PauseProposal.objects.filter(pk=proposal_id, case_id=case_id).first()
    ground = proposal.ground if proposal else ""
    days = proposal.days if proposal else 0
    approved = proposal is not None and proposal.state == "approved"
    act = begin(case_id, "pause", actor, ground=ground, days=days, approved=approved)
    assert proposal is not None
    if not PauseProposal.objects.filter(pk=proposal_id, state="approved").update(state="used"):
        raise Conflict("这份批准已经用过，再次暂停要重新批准。", code="approval_used")
    clocks.pause(
        case_clock(act).id,
        ground=ground,
        on=act.on,
        approved_days=days,
        approver=f"account:{proposal.approver_id}",
        actor=actor.ref,
        reason=ground,
        approval=str(proposal_id),
    )
    paper = write_paper(act, ground=STATUTORY_GROUNDS[ground], days=days, reason=proposal.reason)
    return finish(act, paper=paper, facts={"ground": ground, "days": days, "proposal": str(proposal_id)})
