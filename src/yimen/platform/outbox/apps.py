"""Django's entry to this room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Transactional outbox."""

    name = "yimen.platform.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
