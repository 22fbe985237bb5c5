"""A site of its own for the browser, in its own process: full list of items, seeded world, time standing still.

``python -m tests.browser.serving`` prepares a data directory (``YIMEN_DATA_DIR``), prints one line of JSON with
its address and the world, and serves until its input ends. The browser's event loop and Django's database
code stay apart this way, and the server is met only through HTTP, as by everybody.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIServer

import django

PASSWORD = "yimen-demo-2026"


def prepare() -> dict[str, str]:
    """Make the tables and fill them; return the world."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0, interactive=False)
    from tests.district import load_district
    from tests.world import build_world

    with transaction.atomic():
        load_district()
    return asdict(build_world(listed_rows=None))


def serve() -> Any:
    """Return a server on a free port in which every request stands at the world's moment."""
    from django.core.servers.basehttp import WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from tests.world import NOW
    from yimen.platform.wallclock import standing_at

    class Handler(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Keep the output for what matters."""

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

        def process_request_thread(self, request: Any, client_address: Any) -> None:
            with standing_at(NOW):
                super().process_request_thread(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    server.set_app(get_wsgi_application())
    return server


def main() -> None:
    """Prepare, say where, serve until nobody listens any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    django.setup()
    world = prepare()
    server = serve()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(json.dumps({"address": f"http://127.0.0.1:{server.server_port}", "world": world}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
