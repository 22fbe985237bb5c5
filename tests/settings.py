"""The program's settings on a data directory that is thrown away, whatever the environment says."""

import os
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="yimen-tests-"))
(_data / "static").mkdir()
os.environ["YIMEN_DATA_DIR"] = str(_data)

from django.conf import global_settings  # noqa: E402

from yimen.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",  # quick; the demo accounts are of the usual kind
    *global_settings.PASSWORD_HASHERS,
]
