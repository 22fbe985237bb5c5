"""Django's entry to this room."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """Divisions and organisations."""

    name = "yimen.contexts.regions"
    label = "regions"
    default_auto_field = "django.db.models.BigAutoField"
