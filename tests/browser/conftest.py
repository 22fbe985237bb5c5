"""A real Chromium and a seeded site, once for all browser tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.serving import PASSWORD
from tests.world import World

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("YIMEN_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Site:
    """Where the site is and what there is to see."""

    address: str
    world: World


@pytest.fixture(scope="package")
def chromium() -> str:
    """Return the browser; without one the tests are skipped, in CI they fail."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs Chromium at {CHROMIUM} (or YIMEN_CHROMIUM)")
        pytest.skip(f"no Chromium at {CHROMIUM}; set YIMEN_CHROMIUM to run the browser tests")
    return CHROMIUM


@pytest.fixture(scope="package")
def site(chromium: str) -> Iterator[Site]:
    """Start the site in a process of its own with data that are thrown away."""
    with tempfile.TemporaryDirectory(prefix="yimen-browser-") as data, open(f"{data}/faults", "w+") as faults:
        (Path(data) / "static").mkdir()
        environment = {
            **os.environ, "YIMEN_DATA_DIR": data, "YIMEN_DATABASE_URL": "",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.serving"], env=environment, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=faults,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            if not line:
                faults.seek(0)
                pytest.fail(f"the site did not start:\n{faults.read()[-2000:]}", pytrace=False)
            told = json.loads(line)
            yield Site(told["address"], World(**told["world"]))
        finally:
            process.stdin.close()
            process.wait(timeout=20)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Start Chromium, once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def sign_in(browser: Browser, site: Site) -> Callable[[str], Any]:
    """Return the cookies of an account, signed in through the page, once; none for a visitor."""
    known: dict[str, Any] = {"": None}

    def cookies_of(login: str) -> Any:
        if login not in known:
            known[login] = _sign_in(browser, site, login)
        return known[login]

    return cookies_of


@pytest.fixture
def context_of(
    browser: Browser, site: Site, sign_in: Callable[[str], Any]
) -> Iterator[Callable[..., BrowserContext]]:
    """Open a context in which an account is signed in; an empty name is a visitor."""
    opened: list[BrowserContext] = []

    def context_for(login: str = "", **options: Any) -> BrowserContext:
        settings = {
            "base_url": site.address, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": DESKTOP,
            "storage_state": sign_in(login), **options,
        }  # fmt: skip
        context = browser.new_context(**settings)
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield context_for
    for context in opened:
        context.close()


def _sign_in(browser: Browser, site: Site, login: str) -> Any:
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto("/login/")
    page.fill("#id_username", login)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    assert page.locator("form[action='/logout/']").count(), f"{login} could not sign in"
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pictures go: YIMEN_SCREENSHOTS, else a directory that is thrown away."""
    wanted = os.environ.get("YIMEN_SCREENSHOTS")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def phone(context_of: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Open a page on a phone."""
    return lambda login="", **options: context_of(
        login, viewport=PHONE, is_mobile=True, has_touch=True, **options
    ).new_page()
