"""Start the web and the background worker, together or each alone; end them cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from types import FrameType

import click

from yimen.sites.cli.output import json_option, say, start_django

HOST = "127.0.0.1"


def port_of_environment() -> int:
    """Return ``PORT`` (default 8000). Raises ClickException when it is no port."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise click.ClickException(f"PORT 应为 1 到 65535 的数字，现在是“{text}”。")
    return int(text)


def require_free_port(host: str, port: int) -> None:
    """Refuse with one sentence when somebody else listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise click.ClickException(
                f"端口 {port} 已被占用，请换一个，例如 PORT={port + 1} make run。"
            ) from None


@click.command()
@click.option("--host", default=HOST, show_default=True)
@click.option("--workers", default=1, show_default=True, help="进程数。")
@click.option("--threads", default=8, show_default=True, help="每个进程的线程数。")
@json_option
def serve(host: str, workers: int, threads: int, as_json: bool) -> None:
    """启动网页服务（端口取自 PORT，默认 8000）。"""
    port = port_of_environment()
    require_free_port(host, port)
    start_django()
    from granian import Granian
    from granian.constants import Interfaces

    say(as_json, {"address": f"http://{host}:{port}/"}, f"http://{host}:{port}/")
    sys.stdout.flush()
    server = Granian(
        "yimen.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_enabled=True,
        log_level="warning",  # type: ignore[arg-type]
    )
    server.serve()


@click.command()
@click.option("--interval", default=0.5, show_default=True, help="空闲时隔几秒再看。")
@json_option
def worker(interval: float, as_json: bool) -> None:
    """启动后台：投递事件、执行任务和定时工作。"""
    start_django()
    from yimen.platform.jobs import api as jobs

    stop = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    say(as_json, {"worker": os.getpid()}, "后台已启动。")
    sys.stdout.flush()
    jobs.work(stop, interval)


@click.command()
@json_option
def run(as_json: bool) -> None:
    """准备数据并同时启动网页和后台；按 Ctrl-C 一起结束。"""
    port = port_of_environment()
    require_free_port(HOST, port)
    start_django()
    from yimen.sites.cli.installing import prepare_all, require_font

    require_font()
    prepare_all(quiet=as_json)
    from django.db import connections

    connections.close_all()
    ends = Ending()
    children = [_child("serve"), _child("worker")]
    try:
        _await_web(port, children, ends)
        if not ends.asked:
            _greet(as_json, port)
        while not ends.asked and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        failed = not ends.asked
        _end(children)
    if failed:
        raise click.ClickException("有一个进程自己结束了，已全部停止；原因见上面的日志。")


class Ending:
    """Remembers that somebody asked the program to end."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, signum: int, frame: FrameType | None) -> None:
        self.asked = True


def _child(command: str) -> subprocess.Popen[bytes]:
    """Start one process in a group of its own, so that a Ctrl-C reaches it through us and only once."""
    arguments = [sys.executable, "-m", "yimen.sites.cli.main", command]
    environment = {"YIMEN_PUBLIC_URL": f"http://localhost:{port_of_environment()}", **os.environ}
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)


def _await_web(port: int, children: list[subprocess.Popen[bytes]], ends: Ending) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not ends.asked:
        if any(child.poll() is not None for child in children):
            return
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)


def _greet(as_json: bool, port: int) -> None:
    from django.conf import settings

    address = f"http://{HOST}:{port}/"
    accounts: list[dict[str, str]] = []
    password = ""
    if settings.DEMO:
        from yimen.contexts.identity import api as identity
        from yimen.kernel.reference import data_file

        report = identity.load_demo_accounts(data_file("demo_accounts.toml"))
        password = report.password
        accounts = [{"login": a.login_name, "who": a.description} for a in report.accounts if a.featured]
    lines = [f"\n  一门已启动　{address}　　工作台 {address}desk/", ""]
    lines += [f"  {account['login']:<22}{account['who']}" for account in accounts]
    lines += [f"\n  演示账号的密码都是 {password}", "  按 Ctrl-C 结束。"] if accounts else []
    say(as_json, {"address": address, "accounts": accounts, "password": password}, *lines)
    sys.stdout.flush()


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every child to finish what it is doing and wait; one that does not listen for 15 s is ended."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
