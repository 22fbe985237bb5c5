"""What the guards look at: one frozen picture of a case and of the act that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yimen.contexts.cases.domain.profiles import Profile
from yimen.contexts.catalogue.data import Content
from yimen.contexts.identity.data import Actor


@dataclass(frozen=True)
class StepFacts:
    """One review step: where it stands and who spoke in it."""

    key: str
    name: str
    kind: str
    organisation_id: str
    state: str
    assignee: str = ""
    reviewers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CaseFacts:
    """One case at one moment. Accounts, parties and organisations are compared as strings."""

    state: str
    profile: Profile
    content: Content
    today: date
    party: str
    owner: str
    channel: str = "online"
    filed_by: str = ""
    """Account that began the draft: the applicant's, or the clerk's for a person at the window."""
    windows: frozenset[str] = frozenset()
    """Halls whose windows the owner has authorised to receive and accept for this item."""
    receiving_hall: str = ""
    supervisors: frozenset[str] = frozenset()
    governments: frozenset[str] = frozenset()
    authorised_halls: frozenset[str] = frozenset()
    acceptor: str = ""
    steps: tuple[StepFacts, ...] = ()
    form_errors: Mapping[str, str] = field(default_factory=dict)
    missing_materials: tuple[str, ...] = ()
    version_changes: tuple[str, ...] = ()
    item_open: bool = True
    notices: int = 0
    """How many correction notices were given."""
    first_points: frozenset[tuple[str, str]] = frozenset()
    """Everything the first notice asked for; no later one may ask for more."""
    asked_points: frozenset[tuple[str, str]] = frozenset()
    """What the latest notice asks for."""
    completeness_due_on: date | None = None
    correction_due_on: date | None = None
    draft_expires_on: date | None = None
    clock_state: str = ""
    """"", running, paused or stopped: of the case clock"""
    legal_due_on: date | None = None
    """Of the case clock; None while it is paused."""
    special_running: bool = False
    """A special procedure has not ended, whether or not the case clock is still paused for it."""
    extended: bool = False
    open_deferrals: Mapping[str, date] = field(default_factory=dict)
    commitment_signed: bool = False
    outcome: str = ""
    licence_issued: bool = False
    holds_result: bool = False
    """The applicant has a live licence of the kind this item results in, and may have only one."""
    licence_signed: bool = False
    """The signed file of the licence exists."""
    awaited_state: str = ""
    """"", pending, issued or failed: of the sister case this one waits for"""

    @property
    def deemed_accepted(self) -> bool:
        """Return whether the law has accepted already, though nobody has written it down yet."""
        due = self.completeness_due_on
        return self.profile.deems_acceptance and due is not None and self.today > due


@dataclass(frozen=True)
class Request:
    """The act that is asked for: who asks, in which capacities, and the act's own input."""

    action: str
    actor: Actor
    capacities: frozenset[str] = frozenset()
    input: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str, default: Any = "") -> Any:
        """Return one input of the act."""
        return self.input.get(name, default)
