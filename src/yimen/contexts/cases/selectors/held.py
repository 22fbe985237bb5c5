"""What the platform holds for a draft today: licences come and lapse while somebody fills it in."""

from __future__ import annotations

from yimen.contexts.cases.data import MaterialState
from yimen.contexts.cases.models import Case, CaseMaterial
from yimen.contexts.cases.services.held import licence_for
from yimen.contexts.catalogue.data import Content


def held_today(case: Case, content: Content) -> list[CaseMaterial]:
    """Return the draft's materials as they stand today, held or missing by the licences valid now; unsaved."""
    types = {material.key: material.licence_type for material in content.materials if material.licence_type}
    rows = list(case.materials.all())
    for row in rows:
        if row.key in types and row.state in (MaterialState.HELD, MaterialState.MISSING):
            licence = licence_for(case.party_id, types[row.key])
            row.state = (MaterialState.HELD if licence else MaterialState.MISSING).value
            row.licence_id, row.trust = (licence.id, "A") if licence else (None, "")
    return rows
