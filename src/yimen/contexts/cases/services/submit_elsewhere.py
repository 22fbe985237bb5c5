"""Receive an application at a hall elsewhere (通办): receiving is not accepting."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done
from yimen.contexts.cases.models import CaseRole
from yimen.contexts.cases.selectors.picture import RECEIVING
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.papers import write_paper
from yimen.contexts.cases.services.sending import send
from yimen.contexts.cases.services.timing import start_forwarding
from yimen.contexts.identity.data import Actor


@transaction.atomic
def submit_elsewhere(*, case_id: UUID, actor: Actor) -> Done:
    """Take the application in at an authorised hall; it must be forwarded within one working day (rule 3.10)."""
    act = begin(case_id, "submit_elsewhere", actor)
    changes = send(act)
    CaseRole.objects.get_or_create(case=act.case, organisation_id=actor.organisation, capacity=RECEIVING)
    start_forwarding(act)
    paper = write_paper(act, password=act.case.query_password)
    return finish(act, paper=paper, facts={"number": act.case.number}, **changes)
