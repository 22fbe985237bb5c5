"""Use a licence as proof: checked now, and written down with its purpose (S§3.9)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from yimen.contexts.licences.data import LicenceData
from yimen.contexts.licences.models import Use
from yimen.contexts.licences.selectors import licence_data, row_of
from yimen.kernel.errors import Conflict, InvalidInput
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import now

LONGEST_PURPOSE = 200


@transaction.atomic
def use(licence_id: UUID, purpose: str, subject: str, actor: str) -> LicenceData:
    """Let a licence serve in a matter; refused unless it is in force at this moment."""
    _check_purpose(purpose)
    row = row_of(licence_id)
    found = licence_data(row)
    if not found.in_force:
        raise Conflict(
            f"{found.title}目前的状态是“{found.state_name}”，不能使用。", code="licence_not_in_force"
        )
    Use.objects.create(licence=row, purpose=purpose, subject=subject, actor=actor, used_at=now())
    journal.append(subject=row.ref, act="licence.use", actor=actor, facts={"subject": subject})
    return found


def note_download(licence_id: UUID, *, purpose: str, actor: str) -> None:
    """Write down that the file was handed out; also of a licence no longer in force."""
    _check_purpose(purpose)
    Use.objects.create(licence=row_of(licence_id), purpose=purpose, actor=actor, used_at=now())


def _check_purpose(purpose: str) -> None:
    if not purpose.strip() or len(purpose) > LONGEST_PURPOSE:
        raise InvalidInput({"purpose": f"请填写用证事由，不超过{LONGEST_PURPOSE}字。"})
