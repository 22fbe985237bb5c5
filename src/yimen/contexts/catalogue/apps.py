"""Django's entry to this room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Service items."""

    name = "yimen.contexts.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
