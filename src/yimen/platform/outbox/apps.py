"""Django's entry to this room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    """Transactional outbox."""

    name = "yimen.platform.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every room's ``subscribers``: publishing must know them in every process."""
        autodiscover_modules("subscribers")
