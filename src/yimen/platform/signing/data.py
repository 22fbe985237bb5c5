"""What leaves the signing room: the findings about one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SignatureReport:
    """What was found. ``valid`` means all of it: intact, sound and from an authority we trust."""

    valid: bool
    intact: bool
    """Nothing was changed after signing."""
    trusted: bool
    """The signer's certificate leads to our authority."""
    signer: str
    """Name of the organisation that signed; empty where there is no readable signature."""
    signed_at: datetime | None
    """Moment of signing as the signer states it."""
    message: str
    """The findings in one sentence."""
