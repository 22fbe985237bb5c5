"""Django settings: this file composes one part per concern."""

# ruff: noqa: F403
from yimen.config.settings.apps import *
from yimen.config.settings.base import *
from yimen.config.settings.database import *
from yimen.config.settings.logging import *
from yimen.config.settings.security import *
from yimen.config.settings.storage import *
