"""Nobody needs a mouse: a citizen applies with keys alone, an officer accepts in three."""

from __future__ import annotations

import re

from tests.browser.hands import Keyboard
from tests.browser.serving import PASSWORD
from tests.routes import ACCEPTOR


def test_the_first_key_leads_past_the_head_to_the_text(context_of):
    page = context_of().new_page()
    page.goto("/")
    hand = Keyboard(page)

    hand.tab_to("跳到正文", most=1)
    hand.press("Enter")

    assert hand.here()["id"] == "main"


def test_a_citizen_signs_in_searches_applies_and_sends_with_keys_alone(context_of):
    page = context_of().new_page()
    hand = Keyboard(page)
    page.goto("/")

    hand.tab_to("登录")
    hand.enter()
    hand.tab_to(name="username")
    page.keyboard.type("wangxiulan")
    hand.tab_to(name="password")
    page.keyboard.type(PASSWORD)
    hand.enter()
    hand.tab_to("首页")
    hand.enter()
    hand.tab_to(name="q")
    page.keyboard.type("食品经营许可核发")
    hand.enter()
    hand.tab_to("食品(含保健食品)经营许可核发")
    hand.enter()
    hand.tab_to("开始办理")
    hand.enter()
    hand.tab_to("开始填写")
    hand.enter()
    while "/form/" in page.url:
        hand.fill_page("保存并继续")
    for _ in range(2):
        hand.tab_to(name="file")
        hand.choose_file()
    if "/check/" not in page.url:
        hand.tab_to("核对并提交")
        hand.enter()
    hand.tab_to("确认无误，提交申请")
    hand.enter()

    assert page.locator("h1").inner_text() == "申请已提交"
    assert re.fullmatch(r"\d{6}", page.locator(".figure:not(.number)").inner_text())


def test_an_officer_accepts_in_three_keys(context_of, site):
    page = context_of(ACCEPTOR).new_page()
    page.goto("/desk/?filter=accept")
    hand = Keyboard(page)

    hand.press("Enter")
    page.locator("#case h1", has_text="食品").wait_for()
    hand.press("a")
    page.locator("#case h1", has_text="同意受理").wait_for()
    hand.enter()

    assert len(hand.pressed) <= 3
    assert "已办理：同意受理" in page.locator("[role=status]").inner_text()
    assert site.world.spare in page.url


def test_an_officer_moves_through_the_list_without_leaving_it(context_of):
    page = context_of(ACCEPTOR).new_page()
    page.goto("/desk/")
    rows = page.locator(".inbox a")
    hand = Keyboard(page)

    hand.press("j")
    hand.press("j")
    assert hand.here()["href"] == rows.nth(1).get_attribute("href")
    hand.press("k")
    hand.press("Enter")
    page.locator("#case .case-title").wait_for()

    assert rows.nth(0).get_attribute("aria-current") == "true"
    assert page.url.endswith(rows.nth(0).get_attribute("href") or "nothing")
    hand.press("/")
    assert hand.here()["id"] == "q"
    hand.press("Escape")
    hand.press("?")
    assert page.get_by_role("dialog").is_visible()
    hand.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
