"""The pictures of the README, made by the same hands that test: ``YIMEN_README_IMAGES=1``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, ROOT
from tests.browser.small_png import smaller
from tests.routes import ACCEPTOR, CITIZEN

IMAGES = ROOT / "docs" / "images"
LARGEST = 120_000
ON_PHONE = {
    "home-390": ("", "/"),
    "guide-390": ("", "/items/{food}/"),
    "case-390": (CITIZEN, "/cases/{accepted}/"),
}

pytestmark = pytest.mark.skipif(
    os.environ.get("YIMEN_README_IMAGES") != "1", reason="pictures are made with YIMEN_README_IMAGES=1"
)


def keep(page, name: str) -> Path:
    IMAGES.mkdir(parents=True, exist_ok=True)
    path = IMAGES / f"{name}.png"
    path.write_bytes(smaller(page.screenshot(animations="disabled")))
    assert path.stat().st_size <= LARGEST, f"{path.name}: {path.stat().st_size} bytes"
    return path


@pytest.mark.parametrize("name", ON_PHONE)
def test_a_page_on_a_phone(context_of, site, name):
    login, url = ON_PHONE[name]
    page = context_of(login, viewport=PHONE).new_page()
    page.goto(url.format(food=site.world.food, accepted=site.world.accepted))

    keep(page, name)


def test_the_desk(context_of, site):
    page = context_of(ACCEPTOR).new_page()
    page.goto("/desk/?filter=accept")
    page.locator(f".inbox a[href*='{site.world.sent}']").click()
    page.locator("#case .case-title").wait_for()
    page.wait_for_function("document.querySelector('#case img').naturalWidth > 0")

    keep(page, "desk-1280")


def test_a_licence(context_of, site):
    page = context_of(CITIZEN).new_page()
    page.goto(f"/licences/{site.world.licence}/")

    keep(page, "licence-1280")
