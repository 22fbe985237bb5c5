"""Jobs of the licences room."""

from __future__ import annotations

from yimen.contexts.licences.services.change_state import expire_overdue
from yimen.contexts.licences.services.produce_file import file_of
from yimen.platform.jobs.api import daily, task


@task()
def sign_licence(licence_id: str) -> None:
    """Make and sign the PDF of a licence that was just issued."""
    file_of(licence_id)


@daily(0, "licences.expire_overdue", minute=5)
def expire() -> None:
    """Note every morning what ran out."""
    expire_overdue()
