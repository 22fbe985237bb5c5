"""Django's entry to this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "yimen.platform.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
