"""Begin a draft for an item in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction

from yimen.contexts.cases.data import Done, MaterialState, State
from yimen.contexts.cases.domain.facts import CaseFacts, Request
from yimen.contexts.cases.domain.forms import prefilled
from yimen.contexts.cases.domain.motion import permit
from yimen.contexts.cases.domain.profiles import Profile, profile_named
from yimen.contexts.cases.models import Case, CaseMaterial, CaseRole
from yimen.contexts.cases.selectors.picture import AUTHORISED_HALL, OWNER, WINDOW
from yimen.contexts.cases.services.act import Act
from yimen.contexts.cases.services.held import holds_result, licence_for
from yimen.contexts.cases.services.motion import record
from yimen.contexts.catalogue import api as catalogue
from yimen.contexts.catalogue.data import Content, VersionView
from yimen.contexts.identity import api as identity
from yimen.contexts.identity.data import Actor, Party
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import IllegalMove, NotPermitted
from yimen.platform.wallclock import now, today


@transaction.atomic
def start_application(
    *, slug: str, actor: Actor, channel: str = "online", party_id: UUID | None = None
) -> Done:
    """Open a draft on the version in force today and return where it stands.

    What is already known of the applicant is filled in, and a material that is a valid licence of the
    platform is marked as held (once only: 国务院令第716号第11条). A clerk names the person present by
    ``party_id``. Raises NotFound for an unknown item, IllegalMove for one that is only a guide,
    NotPermitted for staff who are not at a window.
    """
    item = catalogue.item_page(slug)
    content = _content(item)
    applicant = actor.party_id or party_id
    if applicant is None:
        raise NotPermitted("请先确认申请人的身份。", code="applicant_unknown")
    party = identity.party(applicant)
    profile = profile_named(content.profile)
    bodies = bodies_of(item.organisation_id, content)
    capacities = frozenset({"applicant"}) if actor.party_id else _clerk_capacities(actor, bodies)
    facts = _facts(item, content, profile, str(applicant))
    given = {"applicant_kind": party.kind}
    move, capacity = permit(facts, Request("start", actor, capacities, given))
    case = _draft(item, content, party, "window" if actor.kind == "staff" else channel, actor)
    CaseRole.objects.bulk_create(CaseRole(case=case, organisation_id=i, capacity=c) for i, c in bodies)
    _lay_out_materials(case, content)
    record(
        Act(case, move, capacity, actor, facts, case.created_at, case.created_at), {"version": str(item.id)}
    )
    return Done(case.pk, "", case.state, "", case.row_version)


def _draft(item: VersionView, content: Content, party: Party, channel: str, actor: Actor) -> Case:
    moment = now()
    case = Case(
        id=uuid4(),
        state=State.DRAFT.value,
        profile=content.profile,
        channel=channel,
        version_id=item.id,
        item_name=content.name,
        party_id=party.id,
        filed_by=actor.account_id,
        owner_id=item.organisation_id,
        answers=prefilled(content, party),
        created_at=moment,
        updated_at=moment,
        row_version=1,
        draft_expires_on=today() + timedelta(days=profile_named(content.profile).draft_days),
    )
    case.save(force_insert=True)
    return case


def _content(item: VersionView) -> Content:
    if item.content is None or not item.open_for_application:
        raise IllegalMove("这个事项现在只提供办事指南，还不能在线申请。", code="item_not_open")
    return item.content


def bodies_of(owner: UUID, content: Content) -> list[tuple[UUID, str]]:
    """Return who may take this application in: the owner, its hall, and the halls elsewhere (rule 3.10)."""
    hall = regions.organisation_named(content.service.hall).id
    found = [(owner, OWNER), (hall, WINDOW)] if hall != owner else [(owner, OWNER)]
    halls = {regions.organisation_named(name).id for name in content.receiving_halls} - {owner, hall}
    return found + [(i, AUTHORISED_HALL) for i in sorted(halls, key=str)]


def _clerk_capacities(actor: Actor, bodies: Iterable[tuple[UUID, str]]) -> frozenset[str]:
    """A clerk files only for a body that receives this item."""
    at_window = actor.kind == "staff" and "window" in actor.roles
    receives = any(actor.organisation_id == organisation_id for organisation_id, _ in bodies)
    return frozenset({"clerk"}) if at_window and receives else frozenset()


def _facts(item: VersionView, content: Content, profile: Profile, party: str) -> CaseFacts:
    return CaseFacts(
        state="",
        profile=profile,
        content=content,
        today=today(),
        party=party,
        owner=str(item.organisation_id),
        item_open=item.open_for_application,
        holds_result=holds_result(UUID(party), content),
    )


def _lay_out_materials(case: Case, content: Content) -> None:
    """Write each material with what is already there for it."""
    rows = []
    for material in content.materials:
        licence = licence_for(case.party_id, material.licence_type)
        rows.append(
            CaseMaterial(
                case=case,
                key=material.key,
                state=(MaterialState.HELD if licence else MaterialState.MISSING).value,
                licence_id=licence.id if licence else None,
                trust="A" if licence else "",
            )
        )
    CaseMaterial.objects.bulk_create(rows)
