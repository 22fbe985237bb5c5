"""Draft a version of an item, and publish it. What is published stands: the next word is the next version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yimen.contexts.catalogue.data import Content, Difference, VersionView
from yimen.contexts.catalogue.domain.content_rules import faults
from yimen.contexts.catalogue.domain.diff import differences
from yimen.contexts.catalogue.models import ImplementationItem, ItemVersion, VersionStatus
from yimen.contexts.catalogue.selectors import version_view
from yimen.contexts.catalogue.services.index_items import index_items
from yimen.contexts.identity.data import Actor
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidInput, InvalidValue, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import now, today

_UNITS = {"working_day": "个工作日", "calendar_day": "个自然日"}


@transaction.atomic
def draft_version(*, item_id: UUID, content: Content, effective_on: date, actor: Actor) -> VersionView:
    """Write a draft of the item's next version; it binds nobody until it is published."""
    item = _locked(item_id)
    before = item.versions.exclude(status=VersionStatus.DRAFT).order_by("-number").first()
    number = (item.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    facts = _facts(item, content)
    changes = _changes(before, facts, content)
    version = ItemVersion(
        item=item,
        number=number,
        effective_on=effective_on,
        recorded_at=now(),
        facts=facts,
        content=content.model_dump(mode="json"),
        findings=_demo_finding(item),
        differences=[change.model_dump() for change in changes],
    )
    version.sha256 = version.computed_sha256()
    version.save(force_insert=True)
    return version_view(version)


@transaction.atomic
def publish_version(*, version_id: UUID, actor: Actor, backdated: bool = False) -> VersionView:
    """Publish a draft after checking what must hold between its fields; it replaces what was in force.

    ``backdated`` is for taking over versions that were in force elsewhere before they came here.
    """
    version = ItemVersion.objects.select_related("item__base").filter(pk=version_id).first()
    if version is None:
        raise NotFound("没有这个版本。")
    item = _locked(version.item_id)
    content = _publishable(version, backdated=backdated)
    if not ItemVersion.objects.filter(pk=version.pk, status=VersionStatus.DRAFT).update(
        status=VersionStatus.PUBLISHED
    ):
        raise Conflict("这个版本已经发布过了。", code="version_published")
    version.status, version.item = VersionStatus.PUBLISHED, item
    journal.append(
        subject=f"item:{item.pk}",
        act="catalogue.version_published",
        actor=actor.ref,
        facts={
            "number": version.number,
            "sha256": version.sha256,
            "effective_on": version.effective_on.isoformat(),
        },
    )
    if version.effective_on <= today():
        _take_force(item, version, content)
    return version_view(version)


def _publishable(version: ItemVersion, *, backdated: bool) -> Content:
    if version.status != VersionStatus.DRAFT:
        raise Conflict("这个版本已经发布过了。", code="version_published")
    if version.computed_sha256() != version.sha256:
        raise Conflict("草稿的内容与登记的摘要不符，请重新起草。", code="version_altered")
    if version.content is None:
        raise InvalidValue("这个版本没有内容，不能发布。", code="no_content")
    if version.effective_on < today() and not backdated:
        raise InvalidValue("生效日期不能早于今天。", code="backdated", field="effective_on")
    content = Content.model_validate(version.content)
    check_content(content, version.item.division)
    return content


def check_content(content: Content, division: str = "") -> None:
    """Refuse content that contradicts itself or names a body the register of ``division`` does not know."""
    found = faults(content, {body.name for body in regions.organisations(division or None)})
    if found:
        errors: dict[str, str] = {}
        for fault in found:
            ground = f"（{fault.basis}）" if fault.basis else ""
            errors[fault.place] = "".join(filter(None, [errors.get(fault.place, ""), fault.message + ground]))
        raise InvalidInput(
            errors, f"“{content.name}”不能发布：{'；'.join(errors.values())}", code="bad_content"
        )


def _take_force(item: ImplementationItem, version: ItemVersion, content: Content) -> None:
    ItemVersion.objects.filter(item=item, status=VersionStatus.PUBLISHED).exclude(pk=version.pk).update(
        status=VersionStatus.SUPERSEDED
    )
    item.name, item.type, item.summary = content.name, content.type, content.summary[:400]
    item.promised = promised_in_words(content)
    item.visits = content.visits.count
    item.subjects, item.themes = list(content.subjects), list(content.themes)
    item.open_for_application = not item.guide_only
    item.save()
    index_items([item], {item.pk: content})


def promised_in_words(content: Content) -> str:
    """Return the promised limit as a person says it."""
    limit = content.promised_limit
    return "当场办结" if limit.days == 0 else f"{limit.days}{_UNITS[limit.unit]}"


def settle_versions(day: date) -> int:
    """Let versions published for a later day take force once it has come; return how many did."""
    due = (
        ItemVersion.objects.in_force_on(day)
        .filter(status=VersionStatus.PUBLISHED, content__isnull=False)
        .select_related("item")
    )
    newest: dict[UUID, ItemVersion] = {}
    behind: set[UUID] = set()
    for version in due:
        if version.item_id in newest:
            behind.add(version.item_id)
        else:
            newest[version.item_id] = version
    for item_id in behind:
        with transaction.atomic():
            version = newest[item_id]
            _take_force(version.item, version, Content.model_validate(version.content))
    return len(behind)


def _locked(item_id: UUID) -> ImplementationItem:
    item = ImplementationItem.objects.select_for_update().filter(pk=item_id).first()
    if item is None:
        raise NotFound("没有这个事项。")
    return item


def _facts(item: ImplementationItem, content: Content) -> dict[str, Any]:
    return {
        "name": content.name,
        "department": item.department,
        "group": item.group,
        "type": content.type,
        "published_code": item.published_code,
        "local_base": item.local_base,
        "base_code": item.code31[19:] if item.code31 else "",
        "division": item.division,
        "body": item.body_code,
        "nature": item.body_nature,
        "handling": item.handling_code,
        "code": item.code31 or "",
    }


def _changes(before: ItemVersion | None, facts: dict[str, Any], content: Content) -> list[Difference]:
    if before is None:
        return []
    if before.content is None:
        whole = Difference(place="content", before="只有清单上的一行", after="完整的办事指南")
        return [*differences(before.facts, facts), whole]
    return differences({**before.facts, **before.content}, {**facts, **content.model_dump(mode="json")})


def _demo_finding(item: ImplementationItem) -> list[str]:
    demo = item.base is not None and item.base.demo
    return ["基本编码由本平台为演示编制，不在国家目录内。"] if demo else []
