"""A fresh database of either kind with real commits, for tests in which several threads meet.

The suite's own database is one connection in memory with everything rolled back; what happens between two
transactions can only be seen on a file of SQLite or on a server.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from yimen.config.settings.database import database

ADDRESS = os.environ.get("YIMEN_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
ROOMS = ("journal", "outbox", "jobs", "numbering", "django_tasks_database")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def committed(
    request: pytest.FixtureRequest, tmp_path: Path, settings: Any, django_db_blocker: Any
) -> Iterator[str]:
    """Let the default connection be a fresh database in which transactions really commit."""
    settings.DATA_DIR = tmp_path
    with django_db_blocker.unblock(), fresh_database(request.param, tmp_path, _tables_of_the_platform):
        yield request.param


@contextmanager
def fresh_database(kind: str, folder: Path, prepare: Callable[[], None]) -> Iterator[None]:
    """Point the default connection to a new database of this kind, prepared, and throw it away afterwards."""
    if kind == "sqlite":
        with _default_is(f"sqlite:///{folder / 'meeting.sqlite3'}", prepare):
            yield
        return
    name = f"yimen_meeting_{uuid.uuid4().hex[:12]}"
    with _server() as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            with _default_is(ADDRESS.rsplit("/", 1)[0] + f"/{name}", prepare):
                yield
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _tables_of_the_platform() -> None:
    with connection.schema_editor() as editor:
        for label in ROOMS:
            for model in apps.get_app_config(label).get_models():
                editor.create_model(model)


def _server() -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(ADDRESS, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL at YIMEN_TEST_POSTGRES_URL: {error}")


class _default_is:
    """Point the default alias, in every thread, to another address, with its tables made."""

    def __init__(self, url: str, prepare: Callable[[], None]) -> None:
        self.prepare = prepare
        self.settings = connections.configure_settings({"default": database(url)})["default"]

    def __enter__(self) -> None:
        self.former = connections["default"], connections.settings["default"]
        del connections["default"]
        connections.settings["default"] = self.settings
        try:
            self.prepare()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *error: object) -> None:
        connection.close()
        connections["default"], connections.settings["default"] = self.former


def failing_act(act: Callable[[], Any]) -> None:
    """Do the act in a transaction that then fails."""
    with transaction.atomic():
        act()
        raise ZeroDivisionError


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts at once, each in a thread, and return what each returned or raised."""
    results: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(index: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            results[index] = act()
        except Exception as error:  # noqa: BLE001 - handed to the test that looks at it
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index, act)) for index, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "the acts block each other"
    return results
