"""Open a waiting case when the awaited licence is issued."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done, MaterialState
from yimen.contexts.cases.selectors.picture import content_of
from yimen.contexts.cases.services.held import licence_for
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.sending import use_licence
from yimen.contexts.cases.services.timing import start_completeness
from yimen.contexts.identity.data import SYSTEM, Actor


@transaction.atomic
def open_waiting(*, case_id: UUID, actor: Actor = SYSTEM) -> Done:
    """Put the issued licence to the material that waited for it and begin the five days."""
    act = begin(case_id, "open", actor)
    for material in content_of(act.case).materials:
        licence = licence_for(act.case.party_id, material.licence_type)
        if licence is not None:
            act.case.materials.filter(key=material.key).update(
                state=MaterialState.HELD, licence_id=licence.id, trust="A"
            )
            use_licence(act, licence.id)
    start_completeness(act, act.on)
    return finish(act, received_on=act.on)
