"""Django's entry to this room."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """Electronic licences."""

    name = "yimen.contexts.licences"
    label = "licences"
    default_auto_field = "django.db.models.BigAutoField"
