"""What leaves the licences room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from yimen.platform.signing.api import SignatureReport


class State(StrEnum):
    """Where a licence stands (证照状态, S§3.7)."""

    VALID = "valid"  # 01 有效
    SUSPENDED = "suspended"  # 02 暂扣
    WITHDRAWN = "withdrawn"  # 03 撤销
    CANCELLED = "cancelled"  # 04 注销
    EXPIRED = "expired"  # 05 失效
    REVOKED = "revoked"  # 07 吊销


@dataclass(frozen=True)
class TypeData:
    """One type of licence."""

    code: str
    """21 characters, S§3.3"""
    name: str
    short: str
    issuer: str
    one_per_holder: bool
    validity_months: int
    """0: no expiry."""
    template: str


@dataclass(frozen=True)
class LoadReport:
    """What loading a file of types did."""

    read: int
    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class LicenceData:
    """One licence, in clear, for its holder, its issuer and the rooms that use it."""

    id: UUID
    type_code: str
    type_name: str
    title: str
    identifier: str
    serial: str
    version: int
    state: State
    state_name: str
    """In words, with expiry taken into account on the day asked."""
    in_force: bool
    """Valid today: state and dates both hold."""
    tone: str
    """How pages mark the state: good, warn, quiet or bad."""
    holder_party_id: UUID
    holder_kind: str
    holder_name: str
    holder_number_masked: str
    issuer_name: str
    issuer_uscc: str
    facts: dict[str, str]
    issued_on: date
    valid_from: date
    valid_until: date | None
    subject: str
    token: str
    verify_path: str
    file_id: UUID | None
    signed_at: datetime | None
    replaces_id: UUID | None


@dataclass(frozen=True)
class LicencePage:
    """One page of a holder's licences, newest first."""

    items: tuple[LicenceData, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class PublicLicence:
    """What anybody with the QR code may see: natural persons masked, no facts."""

    title: str
    holder_name: str
    holder_number: str
    issuer_name: str
    issued_on: date
    valid_from: date
    valid_until: date | None
    identifier: str
    serial: str
    state: State
    state_name: str
    in_force: bool
    tone: str
    explanation: str
    """What the state means for whoever relies on the licence."""
    signed_at: datetime | None


@dataclass(frozen=True)
class UseData:
    """One use of a licence."""

    purpose: str
    subject: str
    actor: str
    used_at: datetime


@dataclass(frozen=True)
class FileVerdict:
    """What is to be said about a PDF somebody was handed."""

    report: SignatureReport
    same_as_issued: bool
    """Byte for byte the file we issued."""
    licence: PublicLicence | None
    message: str
