"""The one form in which we write a signature, down to the byte.

Of a CMS message (RFC 5652) only the signed attributes and what they digest are protected: versions, repeated
algorithm names and the names beside the certificate may be altered and most readers do not mind. Therefore
a container is compared with the one that its protected parts give; there is exactly one.
"""

from __future__ import annotations

from asn1crypto import algos, cms, core, x509


def container(certificate: x509.Certificate, signed_attributes: cms.CMSAttributes, signature: bytes) -> bytes:
    """Return the DER of a detached SHA-256/ECDSA signature with one signer and one certificate."""
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
    sender = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": sender}),
            "digest_algorithm": sha256,
            "signed_attrs": signed_attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
    )
    message = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": message}).dump(force=True))


def written(container_der: bytes, room: int) -> bytes:
    """Return a container as it stands in the file: a hexadecimal string, filled up to ``room`` characters."""
    return b"<" + container_der.hex().upper().encode("ascii").ljust(room, b"0") + b">"
