"""Every route of the program, wired from the sites and the rooms."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from yimen.contexts.cases.web import rest as cases_rest
from yimen.contexts.catalogue.web import rest as catalogue_rest
from yimen.contexts.identity.web import citizen as identity_pages
from yimen.contexts.identity.web import rest as identity_rest
from yimen.contexts.licences.web import citizen as licence_pages
from yimen.contexts.licences.web import rest as licences_rest
from yimen.contexts.regions.web import rest as regions_rest
from yimen.platform.pages import errors
from yimen.sites.citizen import urls as citizen
from yimen.sites.desk import urls as desk
from yimen.sites.open_api.api import build_api

api = build_api(
    [
        identity_rest.router,
        regions_rest.router,
        catalogue_rest.router,
        cases_rest.router,
        licences_rest.router,
    ]
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((citizen.urlpatterns, "citizen"))),
    path("", include((identity_pages.urlpatterns, "identity"))),
    path("", include((licence_pages.urlpatterns, "licences"))),
    path("desk/", include((desk.urlpatterns, "desk"))),
    path("api/v1/", api.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
