"""Issue a licence (许可法第39条): record, identifier, journal and event in the caller's transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.contexts.identity.data import SYSTEM, Party
from yimen.contexts.licences.data import LicenceData, State
from yimen.contexts.licences.domain.states import LIVE, Operation
from yimen.contexts.licences.models import Licence, LicenceType
from yimen.contexts.licences.selectors import licence_data, row_of, rows
from yimen.contexts.licences.services.change_state import change
from yimen.contexts.licences.tasks import sign_licence
from yimen.kernel.errors import Conflict, IllegalMove, InvalidInput, NotFound
from yimen.kernel.licenceid import LicenceId
from yimen.kernel.uscc import Uscc
from yimen.platform.crypto.fields import blind_index
from yimen.platform.jobs.api import enqueue
from yimen.platform.journal import api as journal
from yimen.platform.numbering.api import next_in
from yimen.platform.outbox.api import publish
from yimen.platform.wallclock import local_date, now

BASIS = "《行政许可法》第三十九条"


@transaction.atomic
def issue(
    *,
    type_code: str,
    issuer_name: str,
    issuer_uscc: str,
    holder: Party,
    facts: Mapping[str, str],
    valid_from: date,
    valid_until: date | None,
    subject: str,
    title: str = "",
    replaces: UUID | None = None,
    actor: str = "system",
) -> LicenceData:
    """Issue a licence and return it; its PDF is made and signed by a job, or when first asked for.

    ``subject`` is the matter it comes from: asked again for the same one, the licence already issued is
    returned. ``replaces`` names the licence that this version takes the place of (变更、延续).
    """
    kind = LicenceType.objects.filter(code=type_code).first()
    if kind is None:
        raise NotFound(f"没有登记证照类型 {type_code}。", code="no_such_type")
    issued = rows().filter(subject=subject, type=kind).first()
    if issued:
        return licence_data(issued)
    _check(issuer_uscc, valid_from, valid_until)
    previous = _superseded(replaces, kind, holder, subject)
    _make_room(kind, holder)
    row = _record(kind, holder, facts, previous, issuer_name, issuer_uscc, subject, title or kind.name)
    row.valid_from, row.valid_until = valid_from, valid_until
    _write(row, holder, actor)
    return licence_data(row)


def _write(row: Licence, holder: Party, actor: str) -> None:
    """Write the record, the journal's entry, the event and the job that makes the file."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("这本证照刚刚已经签发，请刷新后查看。", code="issued_already") from error
    journal.append(
        subject=row.ref,
        act="licence.issue",
        actor=actor,
        basis=BASIS,
        facts={
            "identifier": row.identifier,
            "type": row.type_id,
            "subject": row.subject,
            "replaces": str(row.replaces_id or ""),
            "content": journal.digest_of(json.dumps(row.facts, ensure_ascii=False)),
            "holder": journal.digest_of(holder.number),
        },
    )
    publish("licence.issued", row.ref, {"licence_id": str(row.id), "subject": row.subject})
    enqueue(sign_licence, licence_id=str(row.id))


def _check(issuer_uscc: str, valid_from: date, valid_until: date | None) -> None:
    errors: dict[str, str] = {}
    if not issuer_uscc:
        errors["issuer_uscc"] = "发证机关没有登记统一社会信用代码，不能编制证照标识。"
    else:
        Uscc.parse(issuer_uscc)
    if valid_until is not None and valid_until < valid_from:
        errors["valid_until"] = "有效期的截止日期早于起始日期。"
    if errors:
        raise InvalidInput(errors)


def _superseded(replaces: UUID | None, kind: LicenceType, holder: Party, subject: str) -> Licence | None:
    """Take the replaced licence out of force; only one's own, of the same type."""
    if replaces is None:
        return None
    previous = row_of(replaces)
    if previous.type_id != kind.code or previous.holder_party_id != holder.id:
        raise IllegalMove("要换发的证照与本次签发的证照类型或持证人不一致。")
    change(previous, Operation.SUPERSEDE, actor=SYSTEM, reason=f"由{subject}换发新证")
    return previous


def _make_room(kind: LicenceType, holder: Party) -> None:
    """Refuse a second live licence where the type allows one; what ran out counts no more."""
    if not kind.one_per_holder:
        return
    live = rows().filter(type=kind, holder_index=_index(holder), state__in=LIVE)
    for row in live:
        if row.valid_until is None or row.valid_until >= local_date(now()):
            raise Conflict(f"该持证人已经有一本有效的{kind.name}，不能重复签发。", code="one_per_holder")
        change(row, Operation.EXPIRE, actor=SYSTEM, reason="有效期届满")


def _index(holder: Party) -> str:
    return blind_index(f"{holder.number_kind}:{holder.number}", "licences.holder")


def _record(
    kind: LicenceType,
    holder: Party,
    facts: Mapping[str, str],
    previous: Licence | None,
    issuer_name: str,
    issuer_uscc: str,
    subject: str,
    title: str,
) -> Licence:
    moment = now()
    day = local_date(moment)
    if previous:
        serial, version = previous.serial, previous.version + 1
    else:
        serial, version = f"{day.year}{next_in(f'licences/{issuer_uscc}/{day.year}'):06d}", 1
    return Licence(
        type=kind,
        identifier=LicenceId.build(kind.code, issuer_uscc, serial, version).value,
        serial=serial,
        version=version,
        replaces=previous,
        state=State.VALID,
        title=title,
        holder_party_id=holder.id,
        holder_kind=holder.kind,
        holder_name=holder.name,
        holder_number=holder.number,
        holder_number_kind=holder.number_kind,
        holder_index=_index(holder),
        facts={str(label): str(value) for label, value in facts.items()},
        issuer_name=issuer_name,
        issuer_uscc=issuer_uscc,
        issued_at=moment,
        issued_on=day,
        exclusive=kind.one_per_holder,
        subject=subject,
        token=secrets.token_urlsafe(16),
    )
