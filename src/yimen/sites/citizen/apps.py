"""Django's entry to this room."""

from django.apps import AppConfig


class CitizenConfig(AppConfig):
    """Citizen site."""

    name = "yimen.sites.citizen"
    label = "citizen"
    default_auto_field = "django.db.models.BigAutoField"
