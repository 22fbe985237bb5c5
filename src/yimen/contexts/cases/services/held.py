"""What the platform already holds for a material: a licence that is valid at use."""

from __future__ import annotations

from uuid import UUID

from yimen.contexts.licences import api as licences
from yimen.contexts.licences.data import LicenceData


def licence_for(party_id: UUID, licence_type: str) -> LicenceData | None:
    """Return the holder's valid licence of this type, checked now; None where there is none."""
    return licences.valid_licence(party_id, licence_type) if licence_type else None
