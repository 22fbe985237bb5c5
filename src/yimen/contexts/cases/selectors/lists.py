"""Lists of cases: the applicant's own, and the inbox of an officer. Every list is paged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yimen.contexts.cases.data import (
    OUTCOME_NAMES,
    STATE_NAMES,
    CasePage,
    CaseRow,
    Outcome,
    State,
)
from yimen.contexts.cases.domain.capacities import PLACES
from yimen.contexts.cases.models import Case, CaseRole, CaseStep, LastSeen, PauseProposal
from yimen.contexts.cases.services.timing import CLOCK_OF_STATE
from yimen.contexts.clocks import api as clocks
from yimen.contexts.clocks.data import ClockData
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor, Party
from yimen.platform.wallclock import today

PER_PAGE = 20
ENDED = (State.DELIVERED, State.CLOSED)

FILTER_NAMES = {
    "accept": "待受理",
    "review": "待审查",
    "decide": "待决定",
    "approve": "待批准",
    "issue": "待制证",
    "deliver": "待送达",
    "overdue": "已超期",
    "done": "已办结",
    "": "全部在办",
}
OWN_QUEUES = ("accept", "review", "decide", "approve", "issue", "deliver")
"""What somebody's role lets them act upon, in the order in which a case passes through hands."""

SHORTEST_TAIL = 4


def my_cases(actor: Actor, page: int = 1, state: str = "") -> CasePage:
    """Return the applicant's cases and drafts, newest first. ``state``: "", draft, open or done."""
    rows = Case.objects.filter(party_id=actor.party).order_by("-updated_at", "pk")
    if state == "draft":
        rows = rows.filter(state=State.DRAFT)
    elif state == "open":
        rows = rows.exclude(state__in=(State.DRAFT, *ENDED))
    elif state == "done":
        rows = rows.filter(state__in=ENDED)
    return _page(rows, page, actor, {})


def inbox(actor: Actor, page: int = 1, filter: str | None = "", q: str = "") -> CasePage:
    """Return the cases in which the officer's organisation has a part, most urgent first.

    ``filter`` is a key of FILTER_NAMES; None means what waits for this officer, and every case when one
    searches. ``q`` is a case number or its tail, part of an item's name, or exactly the applicant's name,
    telephone or document number. ``counts`` holds the number of cases behind each filter that this
    officer's roles can act on.
    """
    mine = _visible_to(actor)
    queues = _queues(actor)
    counts = {name: mine.filter(condition()).count() for name, condition in queues.items()}
    wanted = q.replace("\x00", "").strip()
    if filter is None:
        filter = "" if wanted else _waiting(counts)
        rows = mine if wanted else mine.filter(queues[filter]())
    else:
        filter = filter if filter in queues else ""
        rows = mine.filter(queues[filter]())
    if wanted:
        rows = rows.filter(_matching(wanted))
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "updated_at", "pk")
    return _page(ordered, page, actor, counts, filter)


def _waiting(counts: dict[str, int]) -> str:
    """Return the first queue of one's own that holds something, else the first there is."""
    own = [name for name in OWN_QUEUES if name in counts]
    return next((name for name in own if counts[name]), own[0] if own else "")


def _matching(wanted: str) -> Q:
    number = "".join(wanted.split()).upper()
    found = Q(item_name__icontains=wanted) | Q(number=number)
    if len(number) >= SHORTEST_TAIL and number.isascii():
        found |= Q(number__endswith=number)
    return found | Q(party_id__in=identity.party_ids_known_as(wanted))


def _visible_to(actor: Actor) -> QuerySet[Case]:
    """Return the cases this officer may open: what a list shows and what a page shows are the same."""
    places = [place for place, roles in PLACES.items() if actor.roles & roles]
    roles = CaseRole.objects.filter(
        case=OuterRef("pk"), organisation_id=actor.organisation, capacity__in=places
    )
    seen = Q(Exists(roles))
    if "reviewer" in actor.roles:
        steps = CaseStep.objects.filter(case=OuterRef("pk"), organisation_id=actor.organisation)
        seen = Q(seen | Q(Exists(steps)))
    return Case.objects.filter(seen).exclude(state=State.DRAFT)


def _queues(actor: Actor) -> dict[str, Callable[[], Q]]:
    """Return the filters this officer's roles give sense to, each as a condition."""
    owned = Q(owner_id=actor.organisation)
    queues: dict[str, Callable[[], Q]] = {"": lambda: ~Q(state__in=ENDED)}
    roles = actor.roles
    if roles & {"acceptor", "window"}:
        queues["accept"] = lambda: Q(state=State.SUBMITTED)
    if "reviewer" in roles:
        queues["review"] = lambda: Q(Q(state=State.IN_REVIEW) & Exists(_open_steps(actor)))
    if "decider" in roles:
        queues["decide"] = lambda: Q(owned & Q(state=State.IN_REVIEW) & ~Exists(_unfinished_steps()))
    if "head" in roles:
        queues["approve"] = lambda: Q(owned & Exists(_proposals()))
    if "licensing" in roles:
        queues["issue"] = lambda: (
            owned & Q(state=State.DECIDED, outcome=Outcome.GRANTED, licence_id__isnull=True)
        )
    if "window" in roles:
        queues["deliver"] = lambda: Q(state=State.DECIDED)
    queues["overdue"] = lambda: Q(due_on__lt=today()) & ~Q(state__in=ENDED)
    queues["done"] = lambda: Q(state__in=ENDED)
    return queues


def _open_steps(actor: Actor) -> Any:
    steps = CaseStep.objects.filter(case=OuterRef("pk"), state="open", organisation_id=actor.organisation)
    return steps.filter(Q(assignee_id=None) | Q(assignee_id=actor.account_id))


def _unfinished_steps() -> Any:
    return CaseStep.objects.filter(case=OuterRef("pk"), state__in=("open", "waiting"))


def _proposals() -> Any:
    return PauseProposal.objects.filter(case=OuterRef("pk"), state="proposed")


def _page(
    rows: QuerySet[Case], page: int, actor: Actor, counts: dict[str, int], filter: str = ""
) -> CasePage:
    total = rows.count()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    start = (page - 1) * PER_PAGE
    found = list(rows.select_related("version__item", "owner")[start : start + PER_PAGE])
    ticking = clocks.clocks_of([case.subject for case in found])
    people = identity.parties({case.party_id for case in found})
    own = _own_steps(found, actor)
    seen = dict(
        LastSeen.objects.filter(case__in=found, account_id=actor.account).values_list(
            "case_id", "seen_version"
        )
    )
    return CasePage(
        rows=tuple(
            _row(
                case,
                actor,
                ticking.get(case.subject, []),
                people.get(case.party_id),
                seen.get(case.pk),
                own.get(case.pk, set()),
            )
            for case in found
        ),
        total=total,
        page=page,
        pages=pages,
        counts=counts,
        filter=filter,
    )


def _own_steps(found: list[Case], actor: Actor) -> dict[UUID, set[str]]:
    """Return the open steps this reviewer may give an opinion in, by case."""
    own: dict[UUID, set[str]] = {}
    if "reviewer" in actor.roles:
        mine = Q(assignee_id=None) | Q(assignee_id=actor.account_id)
        steps = CaseStep.objects.filter(
            mine, case__in=found, state="open", organisation_id=actor.organisation
        )
        for case_id, key in steps.values_list("case_id", "key"):
            own.setdefault(case_id, set()).add(key)
    return own


def _of_step(clock: ClockData, keys: set[str]) -> bool:
    return clock.kind == "step" and clock.part in keys and clock.state != "stopped"


def _row(
    case: Case, actor: Actor, ticking: list[ClockData], party: Party | None, seen: int | None, own: set[str]
) -> CaseRow:
    kind = CLOCK_OF_STATE.get(case.state)
    return CaseRow(
        id=case.pk,
        number=case.number or "",
        item_name=case.item_name,
        slug=case.version.item.slug,
        state=State(case.state),
        state_name=STATE_NAMES[State(case.state)],
        outcome=case.outcome,
        outcome_name=OUTCOME_NAMES[Outcome(case.outcome)] if case.outcome else "",
        applicant=party.name if party else "",
        updated_at=case.updated_at,
        submitted_on=case.received_on,
        clock=next((clock for clock in ticking if clock.kind == kind and clock.state != "stopped"), None),
        handler=case.owner.name,
        changed=seen != case.row_version,
        step_due_on=min(
            (clock.due_on for clock in ticking if _of_step(clock, own) and clock.due_on), default=None
        ),
    )
