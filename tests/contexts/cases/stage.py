"""Bring a case into any state, through services only, and write down everything it consists of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.district import DEFERRABLE, EXPERT, FOOD, HELD, MONDAY, PDF, Story, actor, item
from yimen.contexts.cases import api as cases
from yimen.contexts.cases.data import Point
from yimen.contexts.cases.models import Case, CaseMaterial, CaseRole, CaseStep, CorrectionPoint, Paper
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content, VersionView
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import SYSTEM, Actor
from yimen.contexts.licences import api as licences
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import NotFound
from yimen.kernel.reference import data_file
from yimen.platform.journal import api as journal
from yimen.platform.outbox.models import Event
from yimen.platform.wallclock import standing_at, today

PASSWORD = "demo-pass-2026"
HALL_ELSEWHERE = "岳池县政务服务中心（演示）"
DEMO = data_file("demo_accounts.toml")
GUANGAN = "511602000000"


def after(days: int, moment: datetime = MONDAY) -> AbstractContextManager[None]:
    """Stand so many calendar days later, at the same hour."""
    return standing_at(moment + timedelta(days=days))


def publish(file: str, **changes: Any) -> VersionView:
    """Publish the next version of an exemplar item, with changes, in force from today."""
    current = item(file)
    assert current.content is not None
    content = Content.model_validate({**current.content.model_dump(), **changes})
    editor = actor("catalogue")
    draft = catalogue.draft_version(
        item_id=current.item_id, content=content, effective_on=today(), actor=editor
    )
    return catalogue.publish_version(version_id=draft.id, actor=editor)


def clerk_elsewhere() -> Actor:
    """Return the clerk of a hall elsewhere that the food item lets receive for it."""
    hall = regions.ensure_organisation(name=HALL_ELSEWHERE, division=GUANGAN, kind="hall")
    if HALL_ELSEWHERE not in (item(FOOD).content.receiving_halls):  # type: ignore[union-attr]
        publish(FOOD, receiving_halls=(HALL_ELSEWHERE,))
    return staff("elsewhere", hall.id, "window")


def staff(login: str, organisation_id: UUID, *roles: str) -> Actor:
    """Return a member of staff with these roles, opened if need be."""
    with suppress(NotFound):
        return identity.actor_named(login)
    return identity.create_staff(
        login_name=login,
        name="周演示",
        organisation_id=organisation_id,
        roles=roles,
        password=PASSWORD,
        phone="0826-2229001",
    )


def received() -> Story:
    """A food application that a hall elsewhere took in."""
    clerk = clerk_elsewhere()
    story = Story(FOOD, clerk=clerk).fill().upload()
    story.done = cases.submit_elsewhere(case_id=story.id, actor=clerk)
    return story


def waiting() -> tuple[Story, Story]:
    """A filing that waits for the food licence of the same person, and the case it waits for."""
    sister = Story(FOOD).sent()
    story = Story(HELD).fill()
    story.done = cases.submit_dependent(case_id=story.id, awaited_case_id=sister.id, actor=story.applicant)
    return story, sister


def asked(*keys: str) -> Story:
    """A food application with a correction notice for these materials."""
    story = Story(FOOD).sent()
    ask(story, *(keys or ("layout_plan",)))
    return story


def ask(story: Story, *keys: str, login: str = "acceptor") -> None:
    """Give a notice about these materials."""
    points = [Point("material", key, "请补充清楚。") for key in keys]
    story.done = cases.ask_correction(case_id=story.id, points=points, actor=actor(login))


def deferred(days: int = 4) -> Story:
    """An accepted pesticide application with one material promised for a later day."""
    story = Story(DEFERRABLE).fill()
    cases.defer_material(
        case_id=story.id,
        key="rules_text",
        promised_on=(MONDAY + timedelta(days=days)).date(),
        actor=story.applicant,
    )
    return story.upload(leave_out=("rules_text",)).submit().accept()


def approved_pause(days: int = 15) -> tuple[Story, UUID]:
    """An accepted road crossing with an expert review that the head approved."""
    story = Story(EXPERT).accepted()
    return story, approve(story, days)


def approve(story: Story, days: int = 15, ground: str = "expert_review") -> UUID:
    """Propose a special procedure and have the head approve it."""
    proposal = cases.propose_pause(
        case_id=story.id,
        ground=ground,
        days=days,
        reason="需要专家论证道口视距。",
        actor=actor("reviewer-jiaotong"),
    )
    cases.approve_pause(proposal_id=proposal, approve=True, actor=actor("head-shenpi"))
    return proposal


def paused(days: int = 15) -> Story:
    """A road crossing whose clock stands still for an expert review."""
    story, proposal = approved_pause(days)
    story.done = cases.pause(case_id=story.id, proposal_id=proposal, actor=actor("reviewer-jiaotong"))
    return story


def decided(outcome: str = "granted", file: str = FOOD) -> Story:
    """A decided application."""
    return (
        Story(file).accepted().reviewed().decide(outcome, "" if outcome == "granted" else "场所不符合条件。")
    )


def issued() -> Story:
    """A granted application whose licence is issued."""
    story = decided()
    story.done = cases.issue(case_id=story.id, actor=actor("licensing-shenpi"))
    return story


def signed() -> Story:
    """A granted application whose licence is issued and signed."""
    story = issued()
    licences.file_of(story.view().licence_id)
    return story


def delivered() -> Story:
    """A granted application whose licence was handed over at the window."""
    story = signed()
    story.done = cases.deliver(case_id=story.id, method="window", actor=actor("window"))
    return story


def closed() -> Story:
    """A delivered application in the archive."""
    story = delivered()
    story.done = cases.close(case_id=story.id, actor=SYSTEM)
    return story


IN_STATE: dict[str, Callable[[], Story]] = {
    "draft": lambda: Story(FOOD).fill().upload(),
    "waiting": lambda: waiting()[0],
    "received": received,
    "submitted": lambda: Story(FOOD).sent(),
    "correction_asked": asked,
    "in_review": lambda: Story(FOOD).accepted(),
    "decided": issued,
    "delivered": delivered,
    "closed": closed,
}


def everything(case_id: UUID) -> dict[str, Any]:
    """Return all there is of a case, to compare before and after an act that was refused."""
    subject = f"case:{case_id}"
    rows = {
        model.__name__: sorted(model.objects.filter(case_id=case_id).values_list(), key=str)
        for model in (CaseRole, CaseMaterial, CaseStep, CorrectionPoint, Paper)
    }
    return {
        "row": Case.objects.filter(pk=case_id).values().first(),
        "journal": journal.head_of(subject),
        "events": Event.objects.filter(subject=subject).count(),
        **rows,
    }


def upload_again(story: Story, key: str = "layout_plan") -> Any:
    """Supply one material that a notice asked for."""
    return cases.supply(case_id=story.id, uploads={key: PDF}, actor=story.applicant)
