"""Django's entry to this room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Persons, staff and login."""

    name = "yimen.contexts.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
