"""Load divisions from a file: all of the country in a few seconds, and again without a change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from django.db import transaction

from yimen.contexts.regions.data import LoadReport
from yimen.contexts.regions.domain.divisions import COLUMNS, DivisionRow, sound_rows
from yimen.contexts.regions.domain.tables import decoded, read_table
from yimen.contexts.regions.models import Division
from yimen.kernel.divisions import DivisionCode, DivisionLevel
from yimen.kernel.errors import NotFound
from yimen.platform.journal import api as journal

BATCH = 2000
Progress = Callable[[int, int], None]
TO_TOWNSHIP = tuple(level.value for level in DivisionLevel if level is not DivisionLevel.VILLAGE)


def load_divisions(path: Path | str, progress: Progress | None = None, *, within: str = "") -> LoadReport:
    """Load province to township; ``within`` keeps to one division, those above it and those inside it.

    Codes that stand twice are resolved by rule and reported. Divisions the file no longer names stay:
    retired codes live on in numbers.
    """
    table = read_table(_text(path), COLUMNS)
    if within:
        place = DivisionCode.parse(within)
        table = [row for row in table if _near(row["code"], place)]
    return _load(table, TO_TOWNSHIP, progress)


def load_villages(path: Path | str, progress: Progress | None = None) -> LoadReport:
    """Load villages and communities; their townships must be registered. A column ``demo`` marks demo rows."""
    return _load(read_table(_text(path), COLUMNS), (DivisionLevel.VILLAGE.value,), progress)


@transaction.atomic
def _load(table: Sequence[dict[str, str]], levels: Collection[str], progress: Progress | None) -> LoadReport:
    known = {
        code: (name, level, parent or "", demo)
        for code, name, level, parent, demo in Division.objects.order_by().values_list(
            "code", "name", "level", "parent_id", "demo"
        )
    }
    rows, findings = sound_rows(table, known, levels)
    fresh = [row for row in rows if row.code not in known]
    changed = [row for row in rows if row.code in known and known[row.code] != _facts(row)]
    total, done = len(fresh) + len(changed), 0
    for batch in _batches(fresh):
        Division.objects.bulk_create([_division(row) for row in batch])
        done = _tell(progress, done + len(batch), total)
    for batch in _batches(changed):
        Division.objects.bulk_update(
            [_division(row) for row in batch], ["name", "level", "parent", "demo"], batch_size=200
        )
        done = _tell(progress, done + len(batch), total)
    if total:
        facts = {"created": len(fresh), "changed": len(changed), "reported": len(findings)}
        journal.append(subject="regions", act="divisions_loaded", actor="system", facts=facts)
    return LoadReport(
        read=len(table),
        created=len(fresh),
        changed=len(changed),
        unchanged=len(rows) - total,
        reported=tuple(findings),
    )


def _text(path: Path | str) -> str:
    try:
        return decoded(Path(path).read_bytes())
    except OSError:
        raise NotFound(f"读不到文件“{Path(path).name}”。", code="no_file") from None


def _near(code: str, place: DivisionCode) -> bool:
    if not DivisionCode.is_valid(code):
        return False
    other = DivisionCode.parse(code)
    return place.contains(other) or other.contains(place)


def _batches(rows: Sequence[DivisionRow]) -> Iterator[list[DivisionRow]]:
    """Yield batches of one level each, so that a parent is always there before its children."""
    for _, level in groupby(rows, key=lambda row: row.level):
        of_level = list(level)
        for first in range(0, len(of_level), BATCH):
            yield of_level[first : first + BATCH]


def _division(row: DivisionRow) -> Division:
    return Division(
        code=row.code, name=row.name, level=row.level, parent_id=row.parent_code or None, demo=row.demo
    )


def _facts(row: DivisionRow) -> tuple[str, str, str, bool]:
    return row.name, row.level, row.parent_code, row.demo


def _tell(progress: Progress | None, done: int, total: int) -> int:
    if progress is not None:
        progress(done, total)
    return done
