"""The door of the regions room."""

from yimen.contexts.regions.data import (
    DivisionData,
    EditionData,
    Finding,
    LoadReport,
    OrganisationData,
    OrganisationKind,
)
from yimen.contexts.regions.selectors import (
    calendar,
    calendar_editions,
    calendar_version,
    children,
    division,
    organisation,
    organisation_named,
    organisations,
    path_of,
    provinces,
    search_divisions,
)
from yimen.contexts.regions.services.add_calendar_edition import add_calendar_edition
from yimen.contexts.regions.services.ensure_organisation import ensure_organisation
from yimen.contexts.regions.services.load_divisions import load_divisions, load_villages
from yimen.contexts.regions.services.load_organisations import load_organisations

__all__ = [
    "DivisionData",
    "EditionData",
    "Finding",
    "LoadReport",
    "OrganisationData",
    "OrganisationKind",
    "add_calendar_edition",
    "calendar",
    "calendar_editions",
    "calendar_version",
    "children",
    "division",
    "ensure_organisation",
    "load_divisions",
    "load_organisations",
    "load_villages",
    "organisation",
    "organisation_named",
    "organisations",
    "path_of",
    "provinces",
    "search_divisions",
]
