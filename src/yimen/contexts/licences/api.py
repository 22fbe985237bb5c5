"""The door of the licences room."""

from yimen.contexts.licences.data import (
    FileVerdict,
    LicenceData,
    LicencePage,
    LoadReport,
    PublicLicence,
    State,
    TypeData,
    UseData,
)
from yimen.contexts.licences.selectors import (
    find_by_token,
    licence,
    licence_of_subject,
    licences_of,
    stands_in_the_way,
    types,
    uses_of,
    valid_licence,
    verify_file,
)
from yimen.contexts.licences.services.change_state import (
    cancel,
    expire,
    expire_overdue,
    resume,
    revoke,
    suspend,
    withdraw,
)
from yimen.contexts.licences.services.issue_licence import issue
from yimen.contexts.licences.services.produce_file import file_of
from yimen.contexts.licences.services.register_types import load_types, register_type
from yimen.contexts.licences.services.use_licence import note_download, use

__all__ = [
    "FileVerdict",
    "LicenceData",
    "LicencePage",
    "LoadReport",
    "PublicLicence",
    "State",
    "TypeData",
    "UseData",
    "cancel",
    "expire",
    "expire_overdue",
    "file_of",
    "find_by_token",
    "issue",
    "licence",
    "licence_of_subject",
    "licences_of",
    "load_types",
    "note_download",
    "register_type",
    "resume",
    "revoke",
    "stands_in_the_way",
    "suspend",
    "types",
    "use",
    "uses_of",
    "valid_licence",
    "verify_file",
    "withdraw",
]
