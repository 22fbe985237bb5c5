"""Import a published list of items: keep every row, split its code, say what is odd, change nothing twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction

from yimen.contexts.catalogue.data import Difference
from yimen.contexts.catalogue.domain import codes
from yimen.contexts.catalogue.domain.diff import differences
from yimen.contexts.catalogue.domain.digest import digest
from yimen.contexts.catalogue.domain.report import Finding, ImportReport
from yimen.contexts.catalogue.domain.rows import ReadRow, RowFacts, read_row
from yimen.contexts.catalogue.domain.slugs import slug
from yimen.contexts.catalogue.domain.table import Table, read_table
from yimen.contexts.catalogue.models import BaseItem, ImplementationItem, ItemVersion, VersionStatus
from yimen.contexts.catalogue.services.index_items import index_items
from yimen.contexts.identity.data import SYSTEM, Actor
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import InvalidValue, NotFound
from yimen.platform.journal import api as journal
from yimen.platform.wallclock import now, today

Progress = Callable[[int, int], None]
_CHUNK = 200


@dataclass
class _Work:
    """What the rows of one file come to."""

    created: list[ReadRow] = field(default_factory=list)
    changed: list[tuple[ReadRow, ImplementationItem]] = field(default_factory=list)
    unchanged: int = 0
    skipped: int = 0
    findings: list[Finding] = field(default_factory=list)


@transaction.atomic
def import_csv(
    source: Path | str | bytes,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    actor: Actor = SYSTEM,
) -> ImportReport:
    """Read a list and keep its items, all or nothing; ``dry_run`` reports the same and changes nothing."""
    content = _bytes_of(source)
    table = read_table(content)
    rows = _read_rows(table)
    work = _sort(rows, table)
    _create(work.created, progress, len(rows))
    changed = _change(work, progress, len(rows))
    if progress:
        progress(len(rows), len(rows))
    report = ImportReport(
        read=len(rows) + len(table.malformed),
        created=len(work.created),
        changed=changed,
        unchanged=work.unchanged,
        skipped=work.skipped,
        reported=len({finding.row for finding in work.findings}),
        dry_run=dry_run,
        findings=tuple(sorted(work.findings, key=lambda finding: (finding.row, finding.column))),
    )
    if dry_run:
        transaction.set_rollback(True)
    elif report.created or report.changed:
        journal.append(
            subject="catalogue:imports",
            act="catalogue.imported",
            actor=actor.ref,
            basis="",
            facts={
                "file": hashlib.sha256(content).hexdigest(),
                **report.model_dump(include={"read", "created", "changed", "unchanged", "reported"}),
            },
        )
    return report


def _bytes_of(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    path = Path(source)
    if not path.is_file():
        raise NotFound(f"找不到文件“{path.name}”。", code="no_file")
    return path.read_bytes()


def _read_rows(table: Table) -> list[ReadRow]:
    used = {parts.division for row in table.rows if (parts := codes.split(row["item_code"]))}
    known = {code for code in used if _known_division(code)}
    return _without_clashes([read_row(row, known) for row in table.rows])


def _known_division(code: str) -> bool:
    try:
        return regions.division(code) is not None
    except (NotFound, InvalidValue):
        return False


def _without_clashes(rows: list[ReadRow]) -> list[ReadRow]:
    """Say which rows share a code or a name; the first row with a code keeps it."""
    names = Counter((row.facts.department, row.facts.name) for row in rows if row.facts)
    published: dict[str, int] = {}
    composed: dict[str, int] = {}
    result = []
    for row in rows:
        facts, findings = row.facts, list(row.findings)
        if facts and names[facts.department, facts.name] > 1:
            others = [
                r.number for r in rows if r.facts and r.number != row.number and _same_name(r.facts, facts)
            ]
            lines = "、".join(map(str, others))
            findings.append(_finding(row, "name", "duplicate_name", f"同一部门还有同名事项：第{lines}行。"))
        if facts and facts.published_code in published:
            first = published[facts.published_code]
            findings.append(
                _finding(row, "item_code", "duplicate_code", f"编码与第{first}行相同，这一行没有导入。")
            )
            facts = None
        if facts and facts.code in composed:
            first = composed[facts.code]
            findings.append(
                _finding(row, "item_code", "same_code", f"合成的31位编码与第{first}行相同，仅供指南。")
            )
            facts = replace(facts, code="")
        if facts:
            published[facts.published_code] = row.number
            if facts.code:
                composed[facts.code] = row.number
        result.append(ReadRow(row.number, facts, tuple(findings)))
    return result


def _same_name(one: RowFacts, other: RowFacts) -> bool:
    return (one.department, one.name) == (other.department, other.name)


def _finding(row: ReadRow, column: str, code: str, message: str) -> Finding:
    return Finding(row=row.number, column=column, code=code, message=message)


def _sort(rows: list[ReadRow], table: Table) -> _Work:
    work = _Work(findings=[finding for row in rows for finding in row.findings])
    for line in table.malformed:
        message = f"这一行有{line.cells}格，与表头不符，没有导入。"
        work.findings.append(Finding(row=line.number, column="", code="row_length", message=message))
    codes_here = [row.facts.published_code for row in rows if row.facts]
    known = ImplementationItem.objects.in_bulk(codes_here, field_name="published_code")
    for row in rows:
        if row.facts is None:
            work.skipped += 1
        elif row.facts.published_code not in known:
            work.created.append(row)
        elif known[row.facts.published_code].source_sha256 != _fingerprint(row.facts):
            work.changed.append((row, known[row.facts.published_code]))
        else:
            work.unchanged += 1
    work.skipped += len(table.malformed)
    return work


def _fingerprint(facts: RowFacts) -> str:
    return digest(facts=facts.as_document())


def _create(rows: Sequence[ReadRow], progress: Progress | None, total: int) -> None:
    facts = [row.facts for row in rows if row.facts]
    bodies = _organisations(facts)
    bases = _bases(facts)
    for start in range(0, len(rows), _CHUNK):
        items, versions = [], []
        for row in rows[start : start + _CHUNK]:
            if row.facts is None:
                continue
            item = ImplementationItem(
                slug=slug(row.facts.name, row.facts.published_code), published_code=row.facts.published_code
            )
            _fill(item, row.facts, bodies, bases)
            items.append(item)
            versions.append(_version(item, row, number=1))
        ImplementationItem.objects.bulk_create(items)
        ItemVersion.objects.bulk_create(versions)
        index_items(items, fresh=True)
        if progress:
            progress(min(start + _CHUNK, len(rows)), total)


def _change(work: _Work, progress: Progress | None, total: int) -> int:
    items = [item for _, item in work.changed]
    current = {
        version.item_id: version
        for version in ItemVersion.objects.filter(item__in=items)
        .exclude(status=VersionStatus.DRAFT)
        .order_by("item_id", "number")
    }
    pairs = []
    for row, item in work.changed:
        if current[item.pk].content is not None:
            # Written out by its owner since: a list does not overwrite that, it is only reported.
            message = "该事项已有完整内容，清单里的改动没有采用，请在事项管理中核对。"
            work.findings.append(_finding(row, "", "kept_full_content", message))
            work.unchanged += 1
        else:
            pairs.append((row, item))
    facts = [row.facts for row, _ in pairs if row.facts]
    bodies, bases = _organisations(facts), _bases(facts)
    versions = []
    for row, item in pairs:
        before = current[item.pk]
        if row.facts is None:
            continue
        changes = differences(before.facts, row.facts.as_document())
        versions.append(_version(item, row, number=before.number + 1, changes=changes))
        _fill(item, row.facts, bodies, bases)
    ItemVersion.objects.filter(
        pk__in=[current[item.pk].pk for _, item in pairs], status=VersionStatus.PUBLISHED
    ).update(status=VersionStatus.SUPERSEDED)
    ItemVersion.objects.bulk_create(versions)
    ImplementationItem.objects.bulk_update([item for _, item in pairs], _FILLED, batch_size=_CHUNK)
    index_items([item for _, item in pairs])
    return len(pairs)


_FILLED = (
    "name", "group", "type", "department", "organisation", "division", "level", "local_base", "body_code",
    "body_nature", "handling_code", "base", "code31", "guide_only", "source_sha256",
)  # fmt: skip


def _fill(
    item: ImplementationItem,
    facts: RowFacts,
    bodies: dict[str, regions.OrganisationData],
    bases: dict[str, BaseItem],
) -> None:
    item.name, item.group, item.type = facts.name, facts.group, facts.type
    item.department, item.organisation_id = facts.department, bodies[facts.department].id
    item.division, item.level = facts.division, codes.level_of(facts.division)
    item.local_base, item.body_code = facts.local_base, facts.body[:24]
    item.body_nature, item.handling_code = facts.nature, facts.handling
    item.base = bases.get(facts.base_code)
    item.code31 = facts.code or None
    item.guide_only = not facts.code
    item.source_sha256 = _fingerprint(facts)


def _version(
    item: ImplementationItem, row: ReadRow, *, number: int, changes: Sequence[Difference] = ()
) -> ItemVersion:
    version = ItemVersion(
        item=item,
        number=number,
        status=VersionStatus.PUBLISHED,
        effective_on=today(),
        recorded_at=now(),
        facts=row.facts.as_document() if row.facts else {},
        findings=[finding.message for finding in row.findings],
        differences=[change.model_dump() for change in changes],
    )
    version.sha256 = version.computed_sha256()
    return version


def _organisations(rows: Sequence[RowFacts]) -> dict[str, regions.OrganisationData]:
    """Return the body behind every department named, made known where the register has none."""
    if not rows:
        return {}
    known = {body.name: body for body in regions.organisations()}
    for facts in rows:
        if facts.department not in known:
            known[facts.department] = regions.ensure_organisation(
                name=facts.department, kind="department", division=facts.division
            )
    return known


def _bases(rows: Sequence[RowFacts]) -> dict[str, BaseItem]:
    wanted = {facts.base_code: facts for facts in rows if facts.base_code}
    known = BaseItem.objects.in_bulk(list(wanted), field_name="code")
    fresh = [
        BaseItem(code=code, name=facts.name, type=code[2:4])
        for code, facts in wanted.items()
        if code not in known
    ]
    BaseItem.objects.bulk_create(fresh)
    return {**known, **{base.code: base for base in fresh}}
