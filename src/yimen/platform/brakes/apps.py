"""Django's entry to this room."""

from django.apps import AppConfig


class BrakesConfig(AppConfig):
    """Brakes against guessing."""

    name = "yimen.platform.brakes"
    label = "brakes"
    default_auto_field = "django.db.models.BigAutoField"
