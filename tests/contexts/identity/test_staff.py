from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model

from tests.contexts.identity.conftest import PASSWORD
from yimen.contexts.identity import api
from yimen.contexts.identity.api import Role
from yimen.contexts.regions import api as regions
from yimen.kernel.errors import Conflict, InvalidInput, NotFound, NotPermitted

pytestmark = pytest.mark.django_db


def hire(login_name: str, organisation: Any, *roles: str, **extra: Any) -> api.Actor:
    return api.create_staff(
        login_name=login_name,
        name="刘雪梅",
        organisation_id=organisation.id,
        roles=roles,
        password=PASSWORD,
        **extra,
    )


def test_staff_act_for_their_organisation_with_their_roles(clerk: api.Actor, bureau: Any) -> None:
    assert clerk.organisation_id == bureau.id
    assert clerk.organisation_name == bureau.name
    assert clerk.roles == {"window", "acceptor"}
    assert Role.WINDOW in clerk.roles
    assert clerk.phone == "0826-2221001"
    assert api.actor_named("window") == api.staff_actor(clerk.account_id) == clerk  # type: ignore[arg-type]


def test_the_staff_of_a_role_are_found_with_all_their_roles(
    clerk: api.Actor, bureau: Any, django_assert_num_queries: Any
) -> None:
    other = regions.ensure_organisation(name="区市监局")
    reviewer = hire("reviewer-shenpi", bureau, Role.REVIEWER, Role.ACCEPTOR)
    hire("acceptor-shijian", other, Role.ACCEPTOR)
    with django_assert_num_queries(1):
        found = api.staff_of(bureau.id, Role.ACCEPTOR)
    assert found == [reviewer, clerk]
    assert api.staff_of(bureau.id, Role.HEAD) == []


def test_staff_who_left_are_not_found(clerk: api.Actor, bureau: Any) -> None:
    get_user_model().objects.filter(pk=clerk.account_id).update(is_active=False)
    assert api.staff_of(bureau.id, Role.WINDOW) == []
    with pytest.raises(NotFound):
        api.actor_named("window")


def test_a_citizen_is_no_staff(person: api.Actor) -> None:
    with pytest.raises(NotFound):
        api.staff_actor(person.account_id)  # type: ignore[arg-type]


def test_only_an_operator_creates_staff(bureau: Any, clerk: api.Actor) -> None:
    with pytest.raises(NotPermitted):
        hire("intruder", bureau, Role.HEAD, created_by=clerk)
    operator = hire("operator", bureau, Role.OPERATOR)
    assert hire("helper", bureau, Role.REVIEWER, created_by=operator).roles == {"reviewer"}


@pytest.mark.parametrize("login_name", ["", "1abc", "ab", "王", "a b c", "x" * 33, "32030319850615002X"])
def test_a_login_name_is_never_taken_for_a_number(bureau: Any, login_name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        hire(login_name, bureau, Role.WINDOW)
    assert refused.value.errors.keys() == {"login_name"}


def test_a_login_name_is_given_once(clerk: api.Actor, bureau: Any) -> None:
    with pytest.raises(Conflict):
        hire("Window", bureau, Role.WINDOW)


@pytest.mark.parametrize("roles", [(), ("boss",)])
def test_roles_are_those_of_the_law(bureau: Any, roles: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        hire("nobody", bureau, *roles)
    assert refused.value.errors.keys() == {"roles"}


def test_unknown_ids_are_not_found(db: None) -> None:
    for ask in (api.actor_of, api.party, api.staff_actor):
        with pytest.raises(NotFound):
            ask(uuid4())
    assert api.account_of_party(uuid4()) is None
    assert api.parties([]) == {}


def test_a_trace_still_names_staff_who_left_in_one_query(
    clerk: api.Actor, person: api.Actor, django_assert_num_queries: Any
) -> None:
    get_user_model().objects.filter(pk=clerk.account_id).update(is_active=False)
    with django_assert_num_queries(1):
        found = api.actors_of([clerk.account_id, person.account_id, uuid4()])  # type: ignore[list-item]
    assert found == {clerk.account_id: clerk, person.account_id: person}
