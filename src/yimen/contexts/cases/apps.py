"""Django's entry to this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "yimen.contexts.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
