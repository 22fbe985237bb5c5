"""Open the status of a case to whoever knows its number and query password, and stop who guesses."""

from __future__ import annotations

from yimen.contexts.cases.data import CaseView
from yimen.contexts.cases.selectors.documents import status_by_number
from yimen.kernel.errors import NotFound
from yimen.platform.brakes import api as brakes

MOST_PER_ORIGIN = 20
"""A family or an office shares an address: it may mistype more often than one case allows."""


def open_status(*, number: str, password: str, origin: str = "") -> CaseView:
    """Return the applicant's view without login (S§1.21).

    Five wrong passwords on one number, or twenty from one ``origin`` (address), and that number or address
    waits fifteen minutes, whether the number exists or not. Raises NotFound, TooManyTries.
    """
    tried, place = f"status:{number.strip().upper()}", f"status-from:{origin}" if origin else ""
    brakes.require_free(tried)
    brakes.require_free(place, most=MOST_PER_ORIGIN)
    try:
        view = status_by_number(number, password)
    except NotFound:
        brakes.note_failure(tried, place)
        raise
    brakes.forget(tried)
    return view
