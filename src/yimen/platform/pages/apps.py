"""Django's entry to this room."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Page components."""

    name = "yimen.platform.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
