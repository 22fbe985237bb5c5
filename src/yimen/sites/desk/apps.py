"""Django's entry to this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk site."""

    name = "yimen.sites.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
