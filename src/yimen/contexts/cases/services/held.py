"""What the platform already holds for a material: a licence that is valid at use."""

from __future__ import annotations

from uuid import UUID

from yimen.contexts.catalogue.data import Content
from yimen.contexts.licences import api as licences
from yimen.contexts.licences.data import LicenceData


def holds_result(party_id: UUID, content: Content) -> bool:
    """Return whether the applicant already has the one licence this item can give them."""
    if content.result.kind != "licence":
        return False
    return licences.stands_in_the_way(party_id, content.result.licence_type) is not None


def licence_for(party_id: UUID, licence_type: str) -> LicenceData | None:
    """Return the holder's valid licence of this type, checked now; None where there is none."""
    return licences.valid_licence(party_id, licence_type) if licence_type else None
