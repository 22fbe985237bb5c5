"""What an import or a load says about itself, by row."""

from __future__ import annotations

from collections import Counter

from yimen.contexts.catalogue.data import Frozen


class Finding(Frozen):
    """One oddity of a row; ``row`` counts from 1 with the heading as row 1, as a spreadsheet does."""

    row: int
    column: str
    code: str
    message: str


class ImportReport(Frozen):
    """What an import read and did; ``read`` = created + changed + unchanged + skipped."""

    read: int
    created: int
    changed: int
    unchanged: int
    reported: int
    """Rows with at least one finding."""
    skipped: int = 0
    """Rows that could not be kept at all (no code, no name, the same code twice)."""
    dry_run: bool = False
    findings: tuple[Finding, ...] = ()

    def by_code(self) -> dict[str, int]:
        """Return how often each kind of finding occurs, most frequent first."""
        counts = Counter(finding.code for finding in self.findings)
        return dict(counts.most_common())


class LoadReport(Frozen):
    """What a load of exemplar files read and did."""

    read: int
    published: int
    unchanged: int
    slugs: tuple[str, ...] = ()
