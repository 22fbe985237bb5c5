"""Django's entry to this room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Message centre."""

    name = "yimen.platform.notify"
    label = "notify"
    default_auto_field = "django.db.models.BigAutoField"
