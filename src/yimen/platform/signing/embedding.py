"""Put a signature into a PDF (PAdES baseline, ETSI EN 319 142-1) as a certification that allows no change."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from yimen.platform.wallclock import SHANGHAI

FIELD = "Signature1"
RESERVED = 4096
"""Hexadecimal characters kept free for the signature; ours takes about 2,100."""

Result = TypeVar("Result")


def finish(work: Coroutine[Any, Any, Result]) -> Result:
    """Run asynchronous ``work`` to its end, also where the calling thread already has a running loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, work).result()


def embed_signature(
    pdf: bytes, *, key: bytes, certificate: bytes, organisation: str, reason: str, moment: datetime
) -> bytes:
    """Return ``pdf`` with one signature; only the signer's certificate goes in, the root is published."""
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=organisation,
        reason=reason,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    session = signers.PdfSigner(metadata, signer=signer).init_signing_session(writer)
    session.system_time = moment.astimezone(SHANGHAI)
    document = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=RESERVED, appearance_text_params=None
    )
    output = io.BytesIO()
    prepared, _ = document.digest_tbs_document(output=output)
    finish(
        document.perform_signature(
            document_digest=prepared.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes()
        )
    )
    return output.getvalue()
