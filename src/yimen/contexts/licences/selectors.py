"""Read licences. Whoever asks is named; strangers learn nothing."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse

from yimen.contexts.identity.data import Actor
from yimen.contexts.licences.data import (
    FileVerdict,
    LicenceData,
    LicencePage,
    PublicLicence,
    State,
    TypeData,
    UseData,
)
from yimen.contexts.licences.domain.policy import require_reader
from yimen.contexts.licences.domain.states import LIVE, state_on
from yimen.contexts.licences.models import Licence, LicenceType, Use
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import NotFound
from yimen.platform.crypto.fields import mask_name, mask_number
from yimen.platform.signing.api import verify_pdf
from yimen.platform.wallclock import today

PAGE_SIZE = 20


def type_data(row: LicenceType) -> TypeData:
    """Return one type as a value."""
    return TypeData(
        code=row.code,
        name=row.name,
        short=row.short,
        issuer=row.issuer,
        one_per_holder=row.one_per_holder,
        validity_months=row.validity_months,
        template=row.template,
    )


def types() -> list[TypeData]:
    """Return all types of licences, by code."""
    return [type_data(row) for row in LicenceType.objects.order_by("code")]


def licence_data(row: Licence) -> LicenceData:
    """Return one licence as a value; its type must have been selected with it."""
    state = State(row.state)
    standing = state_on(state, row.valid_from, row.valid_until, today())
    return LicenceData(
        id=row.id,
        type_code=row.type_id,
        type_name=row.type.name,
        title=row.title,
        identifier=row.identifier,
        serial=row.serial,
        version=row.version,
        state=state,
        state_name=standing.name,
        in_force=standing.in_force,
        tone=standing.tone,
        holder_party_id=row.holder_party_id,
        holder_kind=row.holder_kind,
        holder_name=row.holder_name,
        holder_number_masked=shown_number(row),
        issuer_name=row.issuer_name,
        issuer_uscc=row.issuer_uscc,
        facts=dict(row.facts),
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        subject=row.subject,
        token=row.token,
        verify_path=verify_path(row.token),
        file_id=row.file_id,
        signed_at=row.signed_at,
        replaces_id=row.replaces_id,
    )


def verify_path(token: str) -> str:
    """Return the path of the public page behind the QR code."""
    return reverse("licences:verify", args=[token])


def shown_number(row: Licence) -> str:
    """Return the holder's number as it is printed: a firm's in full, a person's masked."""
    return row.holder_number if row.holder_kind == "company" else mask_number(row.holder_number)


def rows() -> QuerySet[Licence]:
    """Return licences with what every view of them needs."""
    return Licence.objects.select_related("type")


def row_of(licence_id: UUID | str) -> Licence:
    """Return one row, for the acts of this room."""
    row = rows().filter(id=licence_id).first()
    if row is None:
        raise NotFound("没有这本证照。", code="no_such_licence")
    return row


def is_of_issuer(actor: Actor, row: Licence) -> bool:
    """Return whether a member of staff belongs to the body that issued the licence, by its USCC."""
    if actor.organisation_id is None:
        return False
    return regions.organisation(actor.organisation_id).uscc == row.issuer_uscc


def licence(licence_id: UUID, actor: Actor) -> LicenceData:
    """Return one licence to its holder or issuer."""
    row = row_of(licence_id)
    require_reader(actor, row.holder_party_id, of_issuer=is_of_issuer(actor, row))
    return licence_data(row)


def licence_of_subject(subject: str) -> LicenceData | None:
    """Return the licence a matter ("case:<uuid>") led to."""
    row = rows().filter(subject=subject).order_by("issued_at").last()
    return licence_data(row) if row else None


def licences_of(party_id: UUID, page: int = 1) -> LicencePage:
    """Return one page of what a holder has, newest first."""
    held = rows().filter(holder_party_id=party_id).order_by("-issued_at", "id")
    sheet = Paginator(held, PAGE_SIZE).get_page(page)
    return LicencePage(
        items=tuple(licence_data(row) for row in sheet),
        number=sheet.number,
        pages=sheet.paginator.num_pages,
        total=sheet.paginator.count,
    )


def valid_licence(party_id: UUID, type_code: str) -> LicenceData | None:
    """Return the holder's licence of this type that is valid today: state and dates, checked now."""
    day = today()
    live = rows().filter(holder_party_id=party_id, type_id=type_code, state=State.VALID, valid_from__lte=day)
    row = live.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day)).order_by("-issued_at").first()
    return licence_data(row) if row else None


def stands_in_the_way(party_id: UUID, type_code: str) -> LicenceData | None:
    """Return the live licence for which the holder gets no second one; None where the type allows more."""
    day = today()
    live = rows().filter(
        holder_party_id=party_id, type_id=type_code, type__one_per_holder=True, state__in=LIVE
    )
    row = live.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day)).first()
    return licence_data(row) if row else None


def uses_of(licence_id: UUID, actor: Actor, limit: int = 20) -> list[UseData]:
    """Return the latest uses of a licence, for its holder or issuer."""
    row = row_of(licence_id)
    require_reader(actor, row.holder_party_id, of_issuer=is_of_issuer(actor, row))
    latest = Use.objects.filter(licence=row).order_by("-used_at", "-id")[:limit]
    return [UseData(use.purpose, use.subject, use.actor, use.used_at) for use in latest]


def public_view(row: Licence) -> PublicLicence:
    """Return what anybody may see of a licence: firms by name (许可法第40条), natural persons masked."""
    state = State(row.state)
    standing = state_on(state, row.valid_from, row.valid_until, today())
    return PublicLicence(
        title=row.title,
        holder_name=row.holder_name if row.holder_kind == "company" else mask_name(row.holder_name),
        holder_number=shown_number(row),
        issuer_name=row.issuer_name,
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        identifier=row.identifier,
        serial=row.serial,
        state=state,
        state_name=standing.name,
        in_force=standing.in_force,
        tone=standing.tone,
        explanation=standing.explanation,
        signed_at=row.signed_at,
    )


def find_by_token(token: str) -> PublicLicence:
    """Return the public view behind a QR code."""
    row = rows().filter(token=token).first()
    if row is None:
        raise NotFound(
            "没有与这个二维码对应的证照。它可能是伪造的，请联系发证机关核实。", code="no_such_token"
        )
    return public_view(row)


def verify_file(content: bytes) -> FileVerdict:
    """Say whether a PDF is one of our licences, unchanged, and what state the licence is in today."""
    report = verify_pdf(content)
    row = rows().filter(file_sha256=hashlib.sha256(content).hexdigest()).first()
    public = public_view(row) if row else None
    message = report.message
    if report.valid and public:
        message += f"证照当前状态：{public.state_name}。{public.explanation}"
    elif report.valid:
        message += "但它不是本平台登记的证照文件。"
    return FileVerdict(report, same_as_issued=row is not None, licence=public, message=message)
