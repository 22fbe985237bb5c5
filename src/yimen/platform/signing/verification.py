"""Say whether a PDF is what one of our organisations signed, to the last byte."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from yimen.platform.signing.container import container, written
from yimen.platform.signing.data import SignatureReport
from yimen.platform.signing.embedding import finish
from yimen.platform.wallclock import now

_UNREADABLE = (
    PdfError,
    PdfReadError,
    SigningError,
    SignatureValidationError,
    ValueError,
    TypeError,
    KeyError,
)
# what a damaged file makes the parser stumble over
_BROKEN = (
    *_UNREADABLE,
    AttributeError,
    IndexError,
    NotImplementedError,
    RecursionError,
    AssertionError,
    OSError,
)


def inspect_pdf(pdf: bytes, authority: bytes) -> SignatureReport:
    """Return the findings about ``pdf``; ``authority`` is the certificate (PEM) we trust."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_regular_signatures
    except _BROKEN:
        return _report("这个文件无法读取：它不是 PDF，或者已经损坏。")
    if not signatures:
        return _report("这个 PDF 没有电子签名。")
    if len(signatures) > 1:
        return _report("这个 PDF 有多个电子签名，本平台签发的文件只有一个。")
    try:
        return _judge(pdf, signatures[0], authority)
    except _BROKEN:
        return _report("电子签名已经损坏，文件在签发之后被改动过。")


def _judge(pdf: bytes, signature: EmbeddedPdfSignature, authority: bytes) -> SignatureReport:
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(pem.unarmor(authority)[2])],
        allow_fetching=False,
        moment=now(),
    )
    status = finish(async_validate_pdf_signature(signature, signer_validation_context=context))
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    intact = bool(status.intact and status.valid and whole and _container_is_exact(pdf, signature))
    trusted = bool(status.trusted)
    signer = _name_of(signature.signer_cert)
    signed_at = signature.self_reported_timestamp
    if not intact:
        message = "文件在签发之后被改动过，不能采信。"
    elif not trusted:
        message = f"签名完整，但签名人“{signer}”不是本平台认可的机构，不能采信。"
    else:
        message = f"签名有效：由{signer}签发，签发之后没有任何改动。"
    return _report(message, intact=intact, trusted=trusted, signer=signer, signed_at=signed_at)


def _container_is_exact(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Return whether the gap that the signature cannot cover holds it and nothing else.

    ISO 32000-1, 12.8.1: the signed ranges leave out exactly the signature's own text. Readers forgive a lot
    that is altered there; we do not.
    """
    start, before, after, rest = (int(number) for number in signature.byte_range)
    if start != 0 or after + rest != len(pdf):
        return False
    gap = pdf[before:after]
    parts = signature.signer_info
    expected = container(signature.signer_cert, parts["signed_attrs"], parts["signature"].native)
    return gap == written(expected, room=len(gap) - 2)


def _name_of(certificate: x509.Certificate) -> str:
    subject: dict[str, Any] = certificate.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "")


def _report(
    message: str,
    *,
    intact: bool = False,
    trusted: bool = False,
    signer: str = "",
    signed_at: datetime | None = None,
) -> SignatureReport:
    return SignatureReport(intact and trusted, intact, trusted, signer, signed_at, message)
