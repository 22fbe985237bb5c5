"""Django's entry to this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background jobs."""

    name = "yimen.platform.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
