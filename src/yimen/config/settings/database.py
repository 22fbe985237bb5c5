"""SQLite embedded by default, PostgreSQL by address."""

from typing import Any

import dj_database_url

from yimen.config.settings.base import ENV

WRONG_ADDRESS = (
    "数据库地址 YIMEN_DATABASE_URL 不对：只支持 sqlite:///… 或 postgres://用户:密码@主机:端口/库名。"
)


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for a database address (``sqlite:///...`` or ``postgres://...``)."""
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError:
        raise ValueError(WRONG_ADDRESS) from None
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["CONN_MAX_AGE"] = 0
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",  # a writer takes its lock at BEGIN, so no upgrade deadlock
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    elif settings["ENGINE"] == "django.db.backends.postgresql":
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "connect_timeout": 5}
    else:
        raise ValueError(WRONG_ADDRESS)
    return settings


DATABASES = {"default": database(ENV.database_url or f"sqlite:///{ENV.data_dir / 'yimen.sqlite3'}")}
