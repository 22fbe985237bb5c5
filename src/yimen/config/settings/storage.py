"""Static assets served by us, files in the data directory."""

from yimen.config.settings.base import ENV

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
WHITENOISE_USE_FINDERS = True  # no build step is needed to run
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = ENV.data_dir / "files"

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ENV.data_dir / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_FILE_BYTES = 20 * 1024 * 1024
