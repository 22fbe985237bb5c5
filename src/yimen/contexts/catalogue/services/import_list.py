"""Import a published list of items: keep every row, split its code, say what is odd, change nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction

from yimen.contexts.catalogue.domain import codes
from yimen.contexts.catalogue.domain.clashes import without_clashes, without_code
from yimen.contexts.catalogue.domain.report import Finding, ImportReport
from yimen.contexts.catalogue.domain.rows import ReadRow, RowFacts, read_row
from yimen.contexts.catalogue.domain.table import MAX_BYTES, Table, read_table
from yimen.contexts.catalogue.models import ImplementationItem, ItemVersion, VersionStatus
from yimen.contexts.catalogue.services.keep_rows import Kept, change_items, create_items, fingerprint
from yimen.contexts.identity.data import SYSTEM, Actor
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidValue, NotFound, TooLarge
from yimen.platform.journal import api as journal

Progress = Callable[[int, int], None]
"""Told (rows done, rows in all) as the work goes on."""


@dataclass
class _Work:
    """What the rows of one file come to."""

    created: list[Kept] = field(default_factory=list)
    changed: list[tuple[Kept, ImplementationItem, ItemVersion]] = field(default_factory=list)
    unchanged: int = 0
    skipped: int = 0
    findings: list[Finding] = field(default_factory=list)


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
    try:
        with transaction.atomic():
            return _import(content, table, dry_run=dry_run, progress=progress, actor=actor)
    except IntegrityError as error:
        message = "这份清单与刚刚写入的内容冲突，可能另一次导入正在进行，请稍后再试。"
        raise Conflict(message, code="import_conflict") from error


def _import(
    content: bytes, table: Table, *, dry_run: bool, progress: Progress | None, actor: Actor
) -> ImportReport:
    rows = _without_taken_codes(_read_rows(table))
    work = _sort(rows, table)
    tell = progress or (lambda done, total: None)
    create_items(work.created, lambda done: tell(done, len(rows)))
    change_items(work.changed)
    tell(len(rows), len(rows))
    report = _report(work, read=len(rows) + len(table.malformed), dry_run=dry_run)
    if dry_run:
        transaction.set_rollback(True)
    elif report.created or report.changed:
        counts = report.model_dump(include={"read", "created", "changed", "unchanged", "reported", "skipped"})
        journal.append(
            subject="catalogue:imports",
            act="catalogue.imported",
            actor=actor.ref,
            facts={"file_sha256": hashlib.sha256(content).hexdigest(), **counts},
        )
    return report


def _bytes_of(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    path = Path(source)
    if not path.is_file():
        raise NotFound(f"找不到文件“{path.name}”。", code="no_file")
    if path.stat().st_size > MAX_BYTES:
        raise TooLarge(f"文件超过{MAX_BYTES // 1024 // 1024}MB，请分成几个文件导入。")
    return path.read_bytes()


def _read_rows(table: Table) -> list[ReadRow]:
    used = {parts.division for row in table.rows if (parts := codes.split(row["item_code"]))}
    known = {code for code in used if _known_division(code)}
    return without_clashes([read_row(row, known) for row in table.rows])


def _without_taken_codes(rows: list[ReadRow]) -> list[ReadRow]:
    """Leave a 31-character code to the item that already bears it."""
    wanted = [row.facts.code for row in rows if row.facts and row.facts.code]
    bearers = dict(
        ImplementationItem.objects.filter(code31__in=wanted).values_list("code31", "published_code")
    )
    return [
        without_code(row, "合成的31位编码已经用于另一事项，仅供指南。")
        if row.facts and bearers.get(row.facts.code, row.facts.published_code) != row.facts.published_code
        else row
        for row in rows
    ]


def _known_division(code: str) -> bool:
    try:
        return regions.division(code) is not None
    except (NotFound, InvalidValue):
        return False


def _sort(rows: list[ReadRow], table: Table) -> _Work:
    """Tell new rows from changed and unchanged ones, and those that cannot be kept."""
    work = _Work(findings=[finding for row in rows for finding in row.findings], skipped=len(table.malformed))
    for line in table.malformed:
        message = f"这一行有{line.cells}格，与表头不符，没有导入。"
        work.findings.append(Finding(row=line.number, column="", code="row_length", message=message))
    published = [row.facts.published_code for row in rows if row.facts]
    known = ImplementationItem.objects.in_bulk(published, field_name="published_code")
    other: list[tuple[ReadRow, RowFacts, ImplementationItem]] = []
    for row in rows:
        facts = row.facts
        if facts is None:
            work.skipped += 1
        elif facts.published_code not in known:
            work.created.append(_kept(row, facts))
        elif known[facts.published_code].source_sha256 == fingerprint(facts):
            work.unchanged += 1
        else:
            other.append((row, facts, known[facts.published_code]))
    _sort_changed(other, work)
    return work


def _sort_changed(rows: list[tuple[ReadRow, RowFacts, ImplementationItem]], work: _Work) -> None:
    if not rows:
        return
    versions = ItemVersion.objects.filter(item__in=[item for _, _, item in rows])
    newest = {
        version.item_id: version
        for version in versions.exclude(status=VersionStatus.DRAFT).order_by("item_id", "number")
    }
    for row, facts, item in rows:
        if newest[item.pk].content is None:
            work.changed.append((_kept(row, facts), item, newest[item.pk]))
            continue
        # Written out in full by its owner: a list does not overwrite that, the difference is only reported.
        work.unchanged += 1
        if newest[item.pk].facts["name"] != facts.name or newest[item.pk].facts["type"] != facts.type:
            message = "该事项已有完整内容，清单里的改动没有采用，请在事项管理中核对。"
            work.findings.append(
                Finding(row=row.number, column="", code="kept_full_content", message=message)
            )


def _kept(row: ReadRow, facts: RowFacts) -> Kept:
    return facts, [finding.message for finding in row.findings]


def _report(work: _Work, *, read: int, dry_run: bool) -> ImportReport:
    return ImportReport(
        read=read,
        created=len(work.created),
        changed=len(work.changed),
        unchanged=work.unchanged,
        skipped=work.skipped,
        reported=len({finding.row for finding in work.findings}),
        dry_run=dry_run,
        findings=tuple(sorted(work.findings, key=lambda finding: (finding.row, finding.column))),
    )
