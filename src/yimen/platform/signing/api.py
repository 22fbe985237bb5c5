"""The door of the signing room."""

from yimen.platform.signing.data import SignatureReport
from yimen.platform.signing.ports import SigningPort
from yimen.platform.signing.services import authority_certificate, ensure_authority, sign_pdf, verify_pdf

__all__ = [
    "SignatureReport",
    "SigningPort",
    "authority_certificate",
    "ensure_authority",
    "sign_pdf",
    "verify_pdf",
]
