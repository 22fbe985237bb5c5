"""The door of the journal."""

from yimen.platform.journal.data import AnchorData, EntryData, Finding, HeadData, Report
from yimen.platform.journal.digests import digest_matches, digest_of
from yimen.platform.journal.selectors import entries_of, head_of
from yimen.platform.journal.services.anchor_day import anchor_day
from yimen.platform.journal.services.append_entry import append
from yimen.platform.journal.services.verify import verify

__all__ = [
    "AnchorData",
    "EntryData",
    "Finding",
    "HeadData",
    "Report",
    "anchor_day",
    "append",
    "digest_matches",
    "digest_of",
    "entries_of",
    "head_of",
    "verify",
]
