"""Write a draft: answers, materials, deferrals, commitment, a newer version. All are the act ``edit``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.contexts.cases.data import Done, MaterialState
from yimen.contexts.cases.domain.forms import check_group, check_unfinished, clean
from yimen.contexts.cases.domain.materials import may_defer
from yimen.contexts.cases.domain.papers import chinese_date
from yimen.contexts.cases.models import CaseMaterial, CaseRole
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.held import licence_for
from yimen.contexts.cases.services.motion import begin, finish
from yimen.contexts.cases.services.start_application import bodies_of
from yimen.contexts.cases.services.uploads import keep_upload, material_of
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content
from yimen.contexts.clocks.data import Unit
from yimen.contexts.identity.data import Actor
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidInput, NotFound
from yimen.platform.files import api as files
from yimen.platform.wallclock import today


@transaction.atomic
def save_answers(
    *, case_id: UUID, group: str, answers: Mapping[str, Any], actor: Actor, unfinished: bool = False
) -> Done:
    """Save one page of the form. Raises InvalidInput naming the fields; then nothing of the page is saved.

    ``unfinished`` puts the page aside as it is, to go on later; sending checks everything all the same.
    """
    act = begin(case_id, "edit", actor)
    page = next((g for g in act.facts.content.groups if g.key == group), None)
    if page is None:
        raise NotFound("表单里没有这一页。")
    cleaned = clean(page, answers)
    errors = check_unfinished(page, cleaned) if unfinished else check_group(page, cleaned)
    if errors:
        raise InvalidInput(errors, code="form_invalid")
    merged = {**act.case.answers, **cleaned}
    return finish(act, answers=merged, facts={"group": group})


@transaction.atomic
def attach_material(*, case_id: UUID, key: str, upload: Any, actor: Actor) -> Done:
    """Put a file to a material of the version. Raises Overreach for a material the version does not know,
    InvalidValue or TooLarge for a file that is not accepted.
    """
    act = begin(case_id, "edit", actor)
    stored = keep_upload(act, key, upload)
    return finish(act, facts={"material": key, "sha256": stored.sha256})


@transaction.atomic
def remove_material(*, case_id: UUID, key: str, actor: Actor) -> Done:
    """Take a file, a deferral or a commitment off a material again."""
    act = begin(case_id, "edit", actor)
    material_of(act.facts.content, key)
    CaseMaterial.objects.filter(case=act.case, key=key).exclude(state=MaterialState.HELD).update(
        state=MaterialState.MISSING, file_id=None, promised_on=None, trust=""
    )
    return finish(act, facts={"material": key})


@transaction.atomic
def defer_material(*, case_id: UUID, key: str, promised_on: date, actor: Actor) -> Done:
    """Promise a deferrable material for a date (容缺, rule 3.4)."""
    act = begin(case_id, "edit", actor)
    material = material_of(act.facts.content, key)
    if not may_defer(act.facts.content, key):
        raise InvalidInput({key: f"“{material.name}”不能容缺，需要现在提供。"}, code="not_deferrable")
    if promised_on <= today():
        raise InvalidInput({key: "承诺补交的日期要晚于今天。"}, code="promise_in_the_past")
    if promised_on >= (last := _result_promised_on(act.facts.content)):
        text = f"补交要早于办结日期，最晚到{chinese_date(last - timedelta(days=1))}。"
        raise InvalidInput({key: text}, code="promise_too_late")
    CaseMaterial.objects.filter(case=act.case, key=key).update(
        state=MaterialState.DEFERRED, file_id=None, promised_on=promised_on, trust="D"
    )
    return finish(act, facts={"material": key, "promised_on": promised_on.isoformat()})


def _result_promised_on(content: Content) -> date:
    """Return the day for which the result is promised if the application is accepted today, the earliest."""
    limit = content.promised_limit
    if limit.unit == Unit.WORKING_DAY:
        return regions.calendar().add_working_days(today(), limit.days).date
    return today() + timedelta(days=limit.days)


@transaction.atomic
def sign_commitment(*, case_id: UUID, signed: bool, actor: Actor) -> Done:
    """Choose 告知承诺, or the ordinary way again. A signed commitment stands for the materials it covers."""
    act = begin(case_id, "edit", actor)
    if act.facts.content.commitment is None:
        raise InvalidInput({"commitment": "这个事项没有告知承诺的办理方式。"}, code="no_commitment")
    waiting = CaseMaterial.objects.filter(case=act.case)
    if signed:
        waiting.filter(state=MaterialState.MISSING).update(state=MaterialState.COMMITTED, trust="D")
    else:
        waiting.filter(state=MaterialState.COMMITTED).update(state=MaterialState.MISSING, trust="")
    return finish(act, commitment_signed=signed, facts={"commitment": signed})


@transaction.atomic
def adopt_version(*, case_id: UUID, actor: Actor) -> Done:
    """Carry a draft over to the version in force today; what still fits is kept.

    A promise fits only a version that lets it be made: a commitment whose text changed is to be signed again,
    a material that may no longer come later, or in this format, is missing again.
    """
    act = begin(case_id, "edit", actor)
    current = catalogue.version_in_force(act.case.version.item_id, today())
    if current.content is None:
        raise NotFound("这个事项已暂停在线申请。")
    kept = act.case.commitment_signed and act.facts.content.commitment == current.content.commitment
    _carry_materials(act, current.content, committed=kept)
    _name_receivers(act, bodies_of(current.organisation_id, current.content))
    known = {f.key for group in current.content.groups for f in group.fields}
    answers = {key: value for key, value in act.case.answers.items() if key in known}
    return finish(
        act,
        version_id=current.id,
        item_name=current.content.name,
        profile=current.content.profile,
        owner_id=current.organisation_id,
        commitment_signed=kept,
        answers=answers,
        facts={"version": str(current.id)},
    )


def _name_receivers(act: Act, bodies: list[tuple[UUID, str]]) -> None:
    CaseRole.objects.filter(case=act.case).delete()
    CaseRole.objects.bulk_create(CaseRole(case=act.case, organisation_id=i, capacity=c) for i, c in bodies)


def _drop_what_no_longer_fits(act: Act, content: Content, committed: bool) -> None:
    rows = {row.key: row for row in act.case.materials.all()}
    kept = files.describe_many([row.file_id for row in rows.values() if row.file_id])
    for material in content.materials:
        row = rows.get(material.key)
        if row is None:
            continue
        file = kept.get(row.file_id) if row.file_id else None
        unfit = (
            (row.state == MaterialState.COMMITTED and not committed)
            or (row.state == MaterialState.DEFERRED and not may_defer(content, row.key))
            or (file is not None and file.format not in material.formats)
        )
        if unfit:
            row.state, row.file_id, row.promised_on, row.trust = MaterialState.MISSING, None, None, ""
            row.save()


def _carry_materials(act: Act, content: Content, *, committed: bool) -> None:
    _drop_what_no_longer_fits(act, content, committed)
    keys = {material.key for material in content.materials}
    rows = {row.key: row for row in act.case.materials.all()}
    CaseMaterial.objects.filter(case=act.case).exclude(key__in=keys).delete()
    fresh = [material for material in content.materials if material.key not in rows]
    for material in fresh:
        licence = licence_for(act.case.party_id, material.licence_type)
        CaseMaterial.objects.create(
            case=act.case,
            key=material.key,
            state=MaterialState.HELD if licence else MaterialState.MISSING,
            licence_id=licence.id if licence else None,
            trust="A" if licence else "",
        )
