"""The district in full work, once a module, and a browser without scripts for any of its accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.world import NOW, World, build_world
from yimen.platform.wallclock import standing_at

BACKEND = "yimen.contexts.identity.adapters.backend.AccountBackend"


@pytest.fixture(scope="module")
def _world_rows(_district_rows: None, django_db_blocker) -> World:
    with django_db_blocker.unblock():
        return build_world()


@pytest.fixture
def world(_world_rows: World, db: None) -> Iterator[World]:
    """The seeded world, on its Thursday morning."""
    with standing_at(NOW):
        yield _world_rows


@pytest.fixture
def client_of(world: World) -> Callable[[str], Client]:
    """Return a client for a login name; an empty one is a visitor."""

    def client_for(login: str) -> Client:
        client = Client()
        if login:
            client.force_login(get_user_model().objects.get(login_name=login), backend=BACKEND)
        return client

    return client_for
