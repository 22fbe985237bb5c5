"""A browser without scripts for any account of the district."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

BACKEND = "yimen.contexts.identity.adapters.backend.AccountBackend"


@pytest.fixture
def signed_in(district):
    """Return a client for a login name."""

    def client_for(login: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(login_name=login), backend=BACKEND)
        return client

    return client_for


@pytest.fixture
def citizen(signed_in):
    return signed_in("wangxiulan")


@pytest.fixture
def visitor(district):
    return Client()
