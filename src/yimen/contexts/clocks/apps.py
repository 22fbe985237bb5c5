"""Django's entry to this room."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Deadline ledger."""

    name = "yimen.contexts.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
