"""Make the PDF of a licence and sign it, once; by a job, or when somebody asks first."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yimen.contexts.identity import api as identity
from yimen.contexts.licences.models import Licence
from yimen.contexts.licences.selectors import row_of, shown_number, verify_path
from yimen.platform.documents.api import qr_svg, render
from yimen.platform.files import api as files
from yimen.platform.files.api import FileData
from yimen.platform.journal import api as journal
from yimen.platform.notify.api import send
from yimen.platform.outbox.api import publish
from yimen.platform.signing.api import sign_pdf
from yimen.platform.wallclock import now

LOCAL_ADDRESS = "http://localhost:8000"


def file_of(licence_id: UUID | str) -> FileData:
    """Return the signed PDF of a licence, making it if it is not there yet."""
    row = row_of(licence_id)
    if row.file_id is None:
        _produce(row)
        row.refresh_from_db(fields=["file_id"])
    return files.describe(str(row.file_id))


def page_of(row: Licence) -> bytes:
    """Return the unsigned PDF: nothing but the record goes in, so it is the same whenever it is made."""
    return render(row.type.template, printed(row), row.issued_at, archival=True)


def printed(row: Licence) -> dict[str, Any]:
    """Return what stands on the licence."""
    company = row.holder_kind == "company"
    about_holder = [
        ["单位名称" if company else "姓名", row.holder_name],
        ["统一社会信用代码" if company else "证件号码", shown_number(row)],
    ]
    said = {value for _, value in about_holder}
    body = [[label, value] for label, value in row.facts.items() if value and value not in said]
    return {
        "title": row.title,
        "number": row.serial,
        "rows": [*about_holder, *body, ["有效期限", validity(row.valid_from, row.valid_until)]],
        "issuer": row.issuer_name,
        "date": _day(row.issued_on),
        "identifier": row.identifier,
        "qr": qr_svg(f"{(settings.PUBLIC_URL or LOCAL_ADDRESS).rstrip('/')}{verify_path(row.token)}"),
        "note": "演示专用" if settings.DEMO else "",
        "warning": "演示环境签发，不具有法律效力" if settings.DEMO else "",
    }


def validity(start: date, end: date | None) -> str:
    """Return the time of validity in words."""
    return f"自{_day(start)}至{_day(end)}" if end else f"自{_day(start)}起长期有效"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _produce(row: Licence) -> None:
    """Set and sign outside any transaction, then record; who comes second leaves the first one's file."""
    moment = now()
    signed = sign_pdf(page_of(row), organisation=row.issuer_name, reason=f"签发{row.title}", moment=moment)
    with transaction.atomic():
        stored = files.store(signed, name=f"{row.title}-{row.serial}.pdf", owner=row.ref, generated=True)
        taken = Licence.objects.filter(id=row.id, file_id__isnull=True).update(
            file_id=stored.id, file_sha256=stored.sha256, signed_at=moment
        )
        if not taken:
            transaction.set_rollback(True)
            return
        facts = {"sha256": stored.sha256, "file": str(stored.id)}
        journal.append(subject=row.ref, act="licence.sign", actor="system", facts=facts)
        publish("licence.signed", row.ref, {"licence_id": str(row.id), "subject": row.subject})
        account = identity.account_of_party(row.holder_party_id)
        if account:
            link = f"/licences/{row.id}/"
            send(account, template="licences.signed", facts={"licence": row.title}, link=link)
