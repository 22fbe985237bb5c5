"""The rooms, in the order of the house, and the middleware."""

PLATFORM = [
    "yimen.platform.journal",
    "yimen.platform.outbox",
    "yimen.platform.jobs",
    "yimen.platform.numbering",
    "yimen.platform.reference",
    "yimen.platform.brakes",
    "yimen.platform.files",
    "yimen.platform.notify",
    "yimen.platform.pages",
]
CONTEXTS = [
    "yimen.contexts.regions",
    "yimen.contexts.clocks",
    "yimen.contexts.identity",
    "yimen.contexts.licences",
    "yimen.contexts.catalogue",
    "yimen.contexts.cases",
]
SITES = [
    "yimen.sites.citizen",
    "yimen.sites.desk",
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    *PLATFORM,
    *CONTEXTS,
    *SITES,
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
