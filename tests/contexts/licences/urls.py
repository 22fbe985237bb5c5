"""Routes of this room and of signing in, so that its tests need no other room's pages."""

from __future__ import annotations

from django.urls import include, path

from yimen.contexts.identity.web import citizen as identity_pages
from yimen.contexts.identity.web import rest as identity_rest
from yimen.contexts.licences.web import citizen, rest
from yimen.sites.open_api.api import build_api

urlpatterns = [
    path("", include((identity_pages.urlpatterns, "identity"))),
    path("", include((citizen.urlpatterns, "licences"))),
    path("api/v1/", build_api([identity_rest.router, rest.router]).urls),
]
