"""Django's entry to this room."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Serial numbers."""

    name = "yimen.platform.numbering"
    label = "numbering"
    default_auto_field = "django.db.models.BigAutoField"
