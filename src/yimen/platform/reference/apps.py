"""Django's entry to this room."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Loaded reference files."""

    name = "yimen.platform.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"
