"""An application on a phone: few taps with scripts, and whole without any."""

from __future__ import annotations

import re

from tests.browser.hands import FILE, Finger, fill_empty
from tests.browser.serving import PASSWORD
from tests.routes import CITIZEN

MOST_TAPS = 12


def test_a_prepared_citizen_sends_an_application_in_twelve_taps(phone):
    page = phone(CITIZEN)
    hand = Finger(page)
    page.goto("/")
    page.fill("#q", "食品经营许可核发")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    hand.go(page.get_by_role("link", name="食品(含保健食品)经营许可核发"))
    hand.go(page.get_by_role("link", name="开始办理"))
    hand.go(page.get_by_role("button", name="开始填写"))
    while "/form/" in page.url:
        for question in range(fill_empty(page)):
            hand.tap(page.locator("fieldset").nth(question).locator("label").first)
        hand.go(page.get_by_role("button", name="保存并继续"))
    for key in ("layout_plan", "safety_rules"):
        hand.choose_file(page.locator(f"#file-{key}"))
    if "/check/" not in page.url:
        hand.go(page.get_by_role("link", name="核对并提交"))
    hand.go(page.get_by_role("button", name="确认无误，提交申请"))

    assert page.locator("h1").inner_text() == "申请已提交"
    assert hand.taps <= MOST_TAPS, hand.taps


def test_without_scripts_one_gets_from_the_guide_to_the_confirmation(phone, site):
    page = phone(java_script_enabled=False)
    page.goto(f"/items/{site.world.food}/")

    page.click("a:visible:has-text('开始办理')")
    page.fill("#id_username", CITIZEN)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.click("main button:has-text('开始填写')")
    while "/form/" in page.url:
        for question in range(fill_empty(page)):
            page.locator("fieldset").nth(question).locator("label").first.click()
        page.click("text=保存并继续")
    for key in ("layout_plan", "safety_rules"):
        page.set_input_files(f"#file-{key}", FILE)
        page.locator(f"#{key}").get_by_role("button", name="上传").click()
    if "/check/" not in page.url:
        page.click("text=核对并提交")
    page.click("text=确认无误，提交申请")

    assert page.locator("h1").inner_text() == "申请已提交"
    page.click("text=查看办件")
    assert re.search(r"\d{12}", page.locator(".code").first.inner_text())
    page.click("text=撤回这份申请")
    page.click("main button:has-text('撤回申请')")
    assert "已撤回" in page.locator("main").inner_text()


def test_a_mistake_is_said_at_the_top_and_beside_the_field_and_has_the_focus(phone, site):
    page = phone(CITIZEN)
    page.goto(f"/cases/{site.world.draft}/apply/form/operator/")
    page.fill("#id_phone", "12")
    page.click("text=保存并继续")

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.locator(".errors a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_phone"
    assert page.input_value("#id_phone") == "12"
    assert page.locator(".field.wrong .error").is_visible()


def test_an_officer_gives_an_opinion_without_scripts(context_of, site):
    page = context_of("reviewer-shijian", java_script_enabled=False).new_page()
    page.goto("/desk/?filter=review")
    page.locator(".inbox a").first.click()
    page.locator(".acts a", has_text="审查意见").click()
    page.get_by_label("通过", exact=True).check()
    page.locator("#case textarea").fill("经审查，符合要求。")
    page.locator("#case form button").click()

    assert "已办理" in page.locator("[role=status]").inner_text()
