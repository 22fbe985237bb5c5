"""Sign and verify PDFs through whichever authority is wired."""

from __future__ import annotations

from datetime import datetime

from yimen.platform.signing.data import SignatureReport
from yimen.platform.signing.ports import signing_port
from yimen.platform.signing.verification import inspect_pdf


def ensure_authority() -> None:
    """Make the authority ready; called once at installation, harmless afterwards."""
    signing_port().ensure()


def authority_certificate() -> bytes:
    """Return the authority's certificate (PEM), so that anybody can check our signatures without us."""
    return signing_port().certificate()


def sign_pdf(pdf: bytes, *, organisation: str, reason: str, moment: datetime) -> bytes:
    """Return ``pdf`` signed in the name of ``organisation`` at ``moment``."""
    return signing_port().sign_pdf(pdf, organisation=organisation, reason=reason, moment=moment)


def verify_pdf(pdf: bytes) -> SignatureReport:
    """Return what is to be said about the signature of ``pdf``; never raises over a bad file."""
    return inspect_pdf(pdf, authority_certificate())
