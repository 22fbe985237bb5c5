"""What leaves the identity room: who is asking, who applies, and what a page may show of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class AccountKind(StrEnum):
    """Who can sign in."""

    PERSON = "person"  # 自然人
    COMPANY = "company"  # 法人和其他组织
    STAFF = "staff"  # 工作人员

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return the pairs a model field wants."""
        return [(kind.value, kind.value) for kind in cls]


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
    def account(self) -> UUID:
        """Return the account. Raises LookupError for the system and for strangers, who have none."""
        return _there(self.account_id, "account")

    @property
    def organisation(self) -> UUID:
        """Return the body a member of staff belongs to. Raises LookupError for anybody else."""
        return _there(self.organisation_id, "organisation")

    @property
    def party(self) -> UUID:
        """Return the person behind an applicant's account. Raises LookupError for anybody else."""
        return _there(self.party_id, "party")

    @property
    def ref(self) -> str:
        """Reference for the journal: no name, no number."""
        return f"account:{self.account_id}" if self.account_id else self.kind


def _there(value: UUID | None, what: str) -> UUID:
    if value is None:
        raise LookupError(f"this actor has no {what}")
    return value


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


@dataclass(frozen=True)
class Profile:
    """What the owner of an account sees of themself: masked, ready to print."""

    kind: str
    login_name: str
    name: str
    number_kind_name: str = ""
    number: str = ""
    phone: str = ""
    address: str = ""
    representative: str = ""
    assurance: int = 0
    assurance_name: str = ""
    checked_by: str = ""
    organisation_name: str = ""
    post: str = ""
    role_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssuedToken:
    """A bearer token at the one moment it is known in clear."""

    token: str
    expires_at: datetime


@dataclass(frozen=True)
class DemoAccount:
    """One line of what ``make run`` prints."""

    login_name: str
    description: str
    featured: bool = False


@dataclass(frozen=True)
class DemoReport:
    """What loading the demo accounts did."""

    created: int
    unchanged: int
    password: str
    accounts: tuple[DemoAccount, ...] = ()


ROLE_NAMES = {
    Role.WINDOW: "窗口人员",
    Role.ACCEPTOR: "受理人",
    Role.REVIEWER: "审查人",
    Role.DECIDER: "决定人",
    Role.HEAD: "行政机关负责人",
    Role.GOVERNMENT_HEAD: "本级人民政府负责人",
    Role.LICENSING: "制证人员",
    Role.SUPERVISOR: "监察人员",
    Role.CATALOGUE: "事项管理员",
    Role.OPERATOR: "运维人员",
}

ASSURANCE_NAMES = {
    0: "未登记",
    1: "已登记，未核验",
    2: "姓名（名称）与证件号码已核验",
    3: "已由第三项信息核验",
    4: "已当面或以人脸核验",
}
"""Levels of S§4.10; the names are ours, the meaning of 1–4 is general knowledge and may be edited."""
