"""A server of our own for the walk: free port, fresh data, ended by its process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from yimen.sites.cli.walking.failing import Failed


@contextmanager
def own_server() -> Iterator[str]:
    """Start web and worker on a free port with a data directory that is thrown away; give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="yimen-walk-") as data:
        # New keys cannot open old rows: a server of our own never touches an installation's database.
        environment = {**os.environ, "PORT": str(port), "YIMEN_DATA_DIR": data, "YIMEN_DATABASE_URL": ""}
        process = subprocess.Popen([sys.executable, "-m", "yimen.sites.cli.main", "run"], env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Failed("服务没有启动，原因见上。")
        try:
            if httpx.get(address + "/login/", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise Failed("服务在 180 秒内没有启动。")
