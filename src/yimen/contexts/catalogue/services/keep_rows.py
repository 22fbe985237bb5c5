"""Turn rows of a list into items and versions: new ones in bulk, changed ones as the next version."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yimen.contexts.catalogue.data import Difference
from yimen.contexts.catalogue.domain import codes
from yimen.contexts.catalogue.domain.diff import differences
from yimen.contexts.catalogue.domain.digest import digest
from yimen.contexts.catalogue.domain.rows import RowFacts
from yimen.contexts.catalogue.domain.slugs import slug
from yimen.contexts.catalogue.models import BaseItem, ImplementationItem, ItemVersion, VersionStatus
from yimen.contexts.catalogue.services.index_items import index_items
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidValue, NotFound
from yimen.platform.wallclock import now, today

CHUNK = 200
_FILLED = (
    "name", "group", "type", "department", "organisation", "division", "level", "local_base", "body_code",
    "body_nature", "handling_code", "base", "code31", "guide_only", "source_sha256",
)  # fmt: skip

Kept = tuple[RowFacts, Sequence[str]]
"""A row and what was found odd about it, in words."""


Organisations = dict[tuple[str, str], regions.OrganisationData]
"""Bodies by name and division."""


def fingerprint(facts: RowFacts) -> str:
    """Return the digest by which an unchanged row is known."""
    return digest(facts=facts.as_document())


def create_items(rows: Sequence[Kept], progress: Callable[[int], None]) -> None:
    """Keep rows never seen before, each as version 1 of an item."""
    organisations, bases = _organisations(rows), _bases(rows)
    for start in range(0, len(rows), CHUNK):
        items, versions = [], []
        for facts, findings in rows[start : start + CHUNK]:
            item = ImplementationItem(
                slug=slug(facts.name, facts.published_code), published_code=facts.published_code
            )
            _fill(item, facts, organisations, bases)
            items.append(item)
            versions.append(_version(item, facts, findings, number=1))
        ImplementationItem.objects.bulk_create(items)
        ItemVersion.objects.bulk_create(versions)
        index_items(items, fresh=True)
        progress(min(start + CHUNK, len(rows)))


def change_items(rows: Sequence[tuple[Kept, ImplementationItem, ItemVersion]]) -> None:
    """Keep rows that now say something else, each as the next version with its differences."""
    if not rows:
        return
    kept = [row for row, _, _ in rows]
    organisations, bases = _organisations(kept), _bases(kept)
    versions = []
    for (facts, findings), item, before in rows:
        changes = differences(before.facts, facts.as_document())
        versions.append(_version(item, facts, findings, number=before.number + 1, changes=changes))
        _fill(item, facts, organisations, bases)
    items = [item for _, item, _ in rows]
    ItemVersion.objects.filter(item__in=items, status=VersionStatus.PUBLISHED).update(
        status=VersionStatus.SUPERSEDED
    )
    ItemVersion.objects.bulk_create(versions)
    ImplementationItem.objects.bulk_update(items, _FILLED, batch_size=CHUNK)
    index_items(items)


def _fill(
    item: ImplementationItem,
    facts: RowFacts,
    organisations: Organisations,
    bases: dict[str, BaseItem],
) -> None:
    item.name, item.group, item.type = facts.name, facts.group, facts.type
    item.department, item.organisation_id = facts.department, organisations[facts.department, facts.area].id
    item.division, item.level = facts.division, codes.level_of(facts.division)
    item.local_base, item.body_code = facts.local_base, facts.body
    item.body_nature, item.handling_code = facts.nature, facts.handling
    item.base = bases.get(facts.base_code)
    item.code31 = facts.code or None
    item.guide_only = not facts.code
    item.source_sha256 = fingerprint(facts)


def _version(
    item: ImplementationItem,
    facts: RowFacts,
    findings: Sequence[str],
    *,
    number: int,
    changes: Sequence[Difference] = (),
) -> ItemVersion:
    version = ItemVersion(
        item=item,
        number=number,
        status=VersionStatus.PUBLISHED,
        effective_on=today(),
        recorded_at=now(),
        facts=facts.as_document(),
        findings=list(findings),
        differences=[change.model_dump() for change in changes],
    )
    version.sha256 = version.computed_sha256()
    return version


def _organisations(rows: Sequence[Kept]) -> Organisations:
    """Return the body behind every department named, made known where the register has none."""
    known = {(body.name, body.division): body for body in regions.organisations()} if rows else {}
    for facts, _ in rows:
        place = facts.department, facts.area
        if place not in known:
            known[place] = _made_known(facts)
    return known


def _made_known(facts: RowFacts) -> regions.OrganisationData:
    try:
        return regions.ensure_organisation(name=facts.department, kind="department", division=facts.area)
    except (NotFound, InvalidValue):  # a division the register does not know; the row's finding says so
        return regions.ensure_organisation(name=facts.department, kind="department")


def _bases(rows: Sequence[Kept]) -> dict[str, BaseItem]:
    wanted = {facts.base_code: facts for facts, _ in rows if facts.base_code}
    known = BaseItem.objects.in_bulk(list(wanted), field_name="code") if wanted else {}
    fresh = [
        BaseItem(code=code, name=facts.name, type=code[2:4])
        for code, facts in wanted.items()
        if code not in known
    ]
    BaseItem.objects.bulk_create(fresh)
    return {**known, **{base.code: base for base in fresh}}
