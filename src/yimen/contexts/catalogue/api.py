"""The door of the catalogue."""

from yimen.contexts.catalogue.domain.flow import Flow, FlowEdge, FlowNode, flow_chart
from yimen.contexts.catalogue.domain.flow_svg import flow_svg
from yimen.contexts.catalogue.domain.manual import Manual, manual
from yimen.contexts.catalogue.domain.report import Finding, ImportReport, LoadReport
from yimen.contexts.catalogue.selectors import (
    altered_versions,
    browse,
    departments,
    form_file,
    hot_items,
    item_page,
    life_events,
    search,
    themes,
    version,
    version_in_force,
    version_numbered,
    version_of_item,
    versions_of,
)
from yimen.contexts.catalogue.services.import_list import import_csv
from yimen.contexts.catalogue.services.load_exemplars import load_exemplars
from yimen.contexts.catalogue.services.publish_version import (
    check_content,
    draft_version,
    publish_version,
    settle_versions,
)

__all__ = [
    "Finding",
    "Flow",
    "FlowEdge",
    "FlowNode",
    "ImportReport",
    "LoadReport",
    "Manual",
    "altered_versions",
    "browse",
    "check_content",
    "departments",
    "draft_version",
    "flow_chart",
    "flow_svg",
    "form_file",
    "hot_items",
    "import_csv",
    "item_page",
    "life_events",
    "load_exemplars",
    "manual",
    "publish_version",
    "search",
    "settle_versions",
    "themes",
    "version",
    "version_in_force",
    "version_numbered",
    "version_of_item",
    "versions_of",
]
