"""Django's entry to this room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Background jobs."""

    name = "yimen.platform.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every room's ``tasks``: the worker must know the schedule."""
        autodiscover_modules("tasks")
