"""Django's entry to this room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Append-only journal."""

    name = "yimen.platform.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
