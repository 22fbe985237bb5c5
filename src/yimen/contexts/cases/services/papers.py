"""Number a paper and keep its facts, in the transaction of the act that produces it."""

from __future__ import annotations

from typing import Any

from yimen.contexts.cases.domain.papers import (
    TEMPLATE,
    TEMPLATE_VERSION,
    PaperInput,
    compose,
    document_number,
)
from yimen.contexts.cases.models import Paper
from yimen.contexts.cases.services.act import Act
from yimen.contexts.identity import api as identity
from yimen.platform.numbering import api as numbering


def write_paper(act: Act, **extra: Any) -> str:
    """Return the number of the paper that ``act`` produces; ``extra`` is what only this act knows.

    The receipt and every later paper bear the owner's name, whoever sat at the window (rule 3.11).
    """
    kind, body = act.move.paper, act.case.owner.full_name or act.case.owner.name
    serial = numbering.next_in(f"paper/{act.case.owner_id}/{kind}/{act.on.year}")
    number = document_number(body, kind, act.on.year, serial)
    given = PaperInput(
        kind=kind,
        body=body,
        item=act.case.item_name,
        case_number=act.case.number or "",
        applicant=identity.party(act.case.party_id).name,
        basis=extra.pop("basis", "") or act.basis,
        on=act.on,
        handler=act.actor.name if act.actor.kind == "staff" else "",
        phone=act.actor.phone,
        remedies=act.facts.profile.remedies,
        licensing=act.facts.profile.governed_by_licensing_law,
        extra=extra,
    )
    Paper.objects.create(
        case=act.case,
        kind=kind,
        number=number,
        act=act.move.action,
        template=f"{TEMPLATE}@{TEMPLATE_VERSION}",
        facts=compose(given, number),
        position=act.case.row_version,
        issued_at=act.at,
    )
    return number
