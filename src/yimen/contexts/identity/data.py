"""What leaves the identity room: who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a member of staff may do for their organisation."""

    WINDOW = "window"  # 窗口人员: receives, files for the person present, hands out results
    ACCEPTOR = "acceptor"  # 受理人
    REVIEWER = "reviewer"  # 审查人
    DECIDER = "decider"  # 决定人
    HEAD = "head"  # 行政机关负责人
    GOVERNMENT_HEAD = "government_head"  # 本级人民政府负责人
    LICENSING = "licensing"  # 制证人员
    SUPERVISOR = "supervisor"  # 监察人员
    CATALOGUE = "catalogue"  # 事项管理员
    OPERATOR = "operator"  # 运维人员


@dataclass(frozen=True)
class Actor:
    """Who is asking, as every service and selector takes it.

    ``kind``: anonymous, person, company, staff or system. ``party_id`` is the natural or legal person behind
    an applicant's account; ``organisation_id`` the body a member of staff belongs to.
    """

    kind: str
    name: str = ""
    account_id: UUID | None = None
    party_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    assurance: int = 0
    phone: str = ""
    """Work telephone of staff, shown to applicants; empty for applicants."""

    @property
    def ref(self) -> str:
        """Reference for the journal: no name, no number."""
        return f"account:{self.account_id}" if self.account_id else self.kind


ANONYMOUS = Actor(kind="anonymous")
SYSTEM = Actor(kind="system", name="系统")


@dataclass(frozen=True)
class Party:
    """An applicant: a natural person or a legal person, in clear for the rooms that must print it."""

    id: UUID
    kind: str
    """person or company"""
    name: str
    number_kind: str
    """citizen_id, uscc, ... (kernel identifier kinds)"""
    number: str
    phone: str = ""
    address: str = ""
    representative: str = ""
    masked_name: str = ""
    masked_number: str = ""
    masked_phone: str = ""
