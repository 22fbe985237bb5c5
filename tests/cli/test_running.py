"""``yimen run``: starts everything, ends everything, and says in one sentence what is wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.programs import ROOT, environment, yimen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "yimen.sites.cli.main", "run"]
    return subprocess.Popen(
        command,
        env=environment(data, PORT=str(port)),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def answer(port: int, process: subprocess.Popen[str], seconds: float = 90) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


def family(process: subprocess.Popen[str]) -> list[int]:
    out = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, row.split())) for row in out.splitlines()[1:]]
    found = [process.pid]
    for pid in found:
        found += [child for child, parent in pairs if parent == pid]
    return found


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes through /proc")
def test_web_and_worker_start_together_and_ctrl_c_ends_them_all(tmp_path):
    port = free_port()
    process = start(tmp_path, port)
    try:
        assert "您要办什么事" in answer(port, process)
        pids = family(process)
        assert len(pids) >= 3
    finally:
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 0, err
    assert "yimen-demo-2026" in out
    assert [pid for pid in pids if alive(pid)] == []
    assert yimen(tmp_path, "journal", "verify").returncode == 0


def test_a_taken_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = yimen(tmp_path, "run", PORT=str(taken.getsockname()[1]))

    assert run.returncode == 1
    assert "已被占用" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_what_is_no_port_is_said_in_one_sentence(tmp_path, port):
    run = yimen(tmp_path, "run", PORT=port)

    assert run.returncode == 1
    assert "PORT" in run.stderr


@pytest.mark.parametrize(
    "address", ["postgres://nobody@127.0.0.1:1/none", "mysql://root@127.0.0.1/x", "not an address"]
)
def test_a_wrong_database_address_is_said_in_one_sentence(tmp_path, address):
    run = yimen(tmp_path, "run", PORT=str(free_port()), YIMEN_DATABASE_URL=address)

    assert run.returncode == 1
    assert "YIMEN_DATABASE_URL" in run.stderr
    assert "Traceback" not in run.stderr
