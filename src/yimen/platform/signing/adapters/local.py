"""The installation's own authority: keys in the data directory, for demonstration and for small places.

One certification authority and one signing certificate per organisation, ECDSA on P-256. Each lies with
its key in one file that is made once and never rewritten, whatever number of processes start together.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from yimen.platform.signing.embedding import embed_signature
from yimen.platform.wallclock import now

AUTHORITY_NAME = "Yimen 演示签发机构"
YEARS = 10
_NAME_LENGTH = 64  # upper bound of a common name


@dataclass(frozen=True)
class Credential:
    """A key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


class LocalAuthority:
    """Signs with keys kept under ``<data_dir>/keys/ca``."""

    def __init__(self, data_dir: str | Path) -> None:
        self.folder = Path(data_dir) / "keys" / "ca"

    def ensure(self) -> None:
        """Make the authority's key and certificate if there are none."""
        self._authority()

    def certificate(self) -> bytes:
        """Return the authority's certificate (PEM)."""
        return self._authority().certificate.public_bytes(serialization.Encoding.PEM)

    def sign_pdf(self, pdf: bytes, *, organisation: str, reason: str, moment: datetime) -> bytes:
        """Return ``pdf`` signed by ``organisation``, whose certificate is made on first use."""
        signer = self._signer(organisation)
        key = signer.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        certificate = signer.certificate.public_bytes(serialization.Encoding.DER)
        return embed_signature(
            pdf, key=key, certificate=certificate, organisation=organisation, reason=reason, moment=moment
        )

    def _authority(self) -> Credential:
        return self._load_or_make("authority", AUTHORITY_NAME, issuer=None)

    def _signer(self, organisation: str) -> Credential:
        digest = hashlib.sha256(organisation.encode()).hexdigest()[:32]
        return self._load_or_make(f"signer-{digest}", organisation, issuer=self._authority())

    def _load_or_make(self, name: str, subject: str, issuer: Credential | None) -> Credential:
        path = self.folder / f"{name}.pem"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_once(path, _as_pem(_make_credential(subject, issuer)))
        return _from_pem(path.read_bytes())


def _make_credential(subject: str, issuer: Credential | None) -> Credential:
    """Return a new key with a certificate by ``issuer``, or by itself where it is the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(subject)
    begin = now() - timedelta(days=366)  # rehearsals stand at moments before the installation was made
    end = issuer.certificate.not_valid_after_utc if issuer else now() + timedelta(days=365 * YEARS + 3)
    public = key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(max(begin, issuer.certificate.not_valid_before_utc) if issuer else begin)
        .not_valid_after(end)
        .add_extension(
            x509.BasicConstraints(ca=issuer is None, path_length=None if issuer else 0), critical=True
        )
        .add_extension(_key_usage(authority=issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    signing_key = issuer.key if issuer else key
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
    )
    if issuer:
        uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(uses, critical=False)
    return Credential(key, builder.sign(signing_key, hashes.SHA256()))


def _name(subject: str) -> x509.Name:
    """Return the distinguished name. RFC 5280 (A.1) bounds it in characters; the library counts bytes."""
    short = subject[:_NAME_LENGTH]
    attributes = (
        (NameOID.COUNTRY_NAME, "CN"),
        (NameOID.ORGANIZATION_NAME, short),
        (NameOID.COMMON_NAME, short),
    )
    with warnings.catch_warnings(action="ignore"):
        return x509.Name([x509.NameAttribute(oid, value, _validate=False) for oid, value in attributes])


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _as_pem(credential: Credential) -> bytes:
    key = credential.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return key + credential.certificate.public_bytes(serialization.Encoding.PEM)


def _from_pem(pem: bytes) -> Credential:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not an elliptic curve key")
    return Credential(key, x509.load_pem_x509_certificate(pem))


def _write_once(path: Path, content: bytes) -> None:
    """Write a whole file or nothing; who comes second leaves the first one's file in place."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
