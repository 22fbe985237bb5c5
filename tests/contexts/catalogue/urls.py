"""Routes of this room alone, so that its tests need no other room's pages."""

from __future__ import annotations

from django.urls import path
from ninja import NinjaAPI

from yimen.contexts.catalogue.web import rest


def machine_interface() -> NinjaAPI:
    interface = NinjaAPI(urls_namespace="catalogue-tests")
    interface.add_router("", rest.router)
    return interface


urlpatterns = [path("api/v1/", machine_interface().urls)]
