"""The main job through HTTP only: from search to a licence that verifies. Exit 0 only if everything held."""

from __future__ import annotations

import os
import sys

import httpx

from yimen.sites.cli.walking.failing import Failed
from yimen.sites.cli.walking.server import own_server
from yimen.sites.cli.walking.story import Walk


def main() -> None:
    """Walk against ``BASE_URL``, or against a server of our own on a free port and a fresh data directory."""
    base = os.environ.get("BASE_URL", "").rstrip("/")
    try:
        if base:
            Walk(base).go()
        else:
            with own_server() as address:
                Walk(address).go()
    except (Failed, httpx.HTTPError) as problem:
        print(f"\n未通过：{problem}", file=sys.stderr)
        sys.exit(1)
    print("\n全部通过。")


if __name__ == "__main__":
    main()
