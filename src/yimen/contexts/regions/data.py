"""What leaves the regions room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from yimen.kernel.divisions import DivisionLevel

LEVEL_NAMES: dict[str, str] = {
    DivisionLevel.PROVINCE: "省级",
    DivisionLevel.CITY: "市级",
    DivisionLevel.COUNTY: "县级",
    DivisionLevel.TOWNSHIP: "乡镇（街道）",
    DivisionLevel.VILLAGE: "村（社区）",
}


class OrganisationKind(StrEnum):
    """What a body is to government service."""

    DEPARTMENT = "department"
    HALL = "hall"
    SUBHALL = "subhall"
    SERVICE_POINT = "service_point"
    ENTERPRISE = "enterprise"
    GOVERNMENT = "government"
    SUPERVISOR = "supervisor"


KIND_NAMES: dict[str, str] = {
    OrganisationKind.DEPARTMENT: "部门",
    OrganisationKind.HALL: "政务服务中心",
    OrganisationKind.SUBHALL: "分中心",
    OrganisationKind.SERVICE_POINT: "便民服务点",
    OrganisationKind.ENTERPRISE: "公共企事业单位",
    OrganisationKind.GOVERNMENT: "人民政府",
    OrganisationKind.SUPERVISOR: "监察机关",
}


@dataclass(frozen=True)
class DivisionData:
    """One division of the register."""

    code: str
    name: str
    level: str
    level_name: str
    parent_code: str
    demo: bool = False


@dataclass(frozen=True)
class OrganisationData:
    """One body of the register."""

    id: UUID
    name: str
    """As the catalogue of the district calls it: 区行政审批局."""
    short_name: str
    full_name: str
    """As it stands on papers: 广安市广安区行政审批局."""
    kind: str
    kind_name: str
    uscc: str
    """Empty where none is registered."""
    published_code: str
    """The code under which lists publish it, whatever its shape."""
    division: str
    phone: str
    complaint_phone: str
    address: str
    hours: str
    demo: bool


@dataclass(frozen=True)
class Finding:
    """Something odd in a file: the line, the column, what it is and what was done about it."""

    row: int
    column: str
    code: str
    message: str


@dataclass(frozen=True)
class LoadReport:
    """What a file did to the register. ``reported`` rows are not in it, or only once."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    reported: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class EditionData:
    """One edition of a year's working days."""

    id: UUID
    number: int
    year: int
    source: str
    recorded_at: datetime
    days: tuple[tuple[date, bool], ...]
