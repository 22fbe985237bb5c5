"""Hands: one that only presses keys, one that only taps, each counting what it does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.district import PDF
from tests.world import LIKELY

FILE = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": PDF}
LOOK = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  return {
    tag: e.tagName, type: e.type || '', name: e.name || '', value: e.value || '', id: e.id, checked: !!e.checked,
    text: (e.innerText || '').trim(), href: e.getAttribute('href') || '', submits: e.form ? e.form.method : '',
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
  };
}"""


class Keyboard:
    """Uses nothing but keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed: list[str] = []
        # Asked for early: choosers are caught only some time after the first listener has been added.
        page.on("filechooser", lambda chooser: None)

    def press(self, key: str) -> None:
        self.pressed.append(key)
        self.page.keyboard.press(key)

    def here(self) -> dict[str, Any]:
        """Return what has the focus."""
        found: dict[str, Any] = self.page.evaluate(LOOK)
        return found

    def tab_to(self, text: str = "", *, name: str = "", most: int = 80) -> dict[str, Any]:
        """Press Tab until something with this text or name has the focus; it must show that it has it."""
        for _ in range(most):
            self.press("Tab")
            here = self.here()
            if (text and text in here["text"]) or (name and here["name"] == name):
                assert here["ring"] >= 3, f"no focus ring on {here}"
                return here
        raise AssertionError(f"Tab does not reach {text or name}")

    def enter(self) -> None:
        """Press Enter and wait for the next page."""
        with self.page.expect_navigation():
            self.press("Enter")

    def fill_page(self, button: str) -> None:
        """Tab through a form, answer what is empty, press its button."""
        for _ in range(60):
            self.press("Tab")
            here = self.here()
            if here["tag"] == "BUTTON" and button in here["text"]:
                self.enter()
                return
            if here["type"] == "radio" and not self._chosen(here["name"]):
                self.press("Space")
            elif (
                here["tag"] in ("INPUT", "TEXTAREA")
                and here["type"] not in ("radio", "search")
                and not here["value"]
            ):
                self.page.keyboard.type(LIKELY.get(here["name"], "13800000009"))
        raise AssertionError(f"Tab does not reach {button}")

    def _chosen(self, name: str) -> bool:
        return bool(self.page.evaluate("name => !!document.querySelector(`[name='${name}']:checked`)", name))

    def choose_file(self) -> None:
        """Open the chooser of the focused field with the keyboard, take the file, let it be sent."""
        with self.page.expect_navigation():
            with self.page.expect_file_chooser() as chooser:
                self.press("Space")
            chooser.value.set_files(FILE)  # type: ignore[arg-type]


class Finger:
    """Taps, and counts its taps; typing is free."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.tap()

    def go(self, target: Locator) -> None:
        with self.page.expect_navigation():
            self.tap(target)

    def choose_file(self, target: Locator) -> None:
        self.taps += 1
        with self.page.expect_navigation():
            target.set_input_files(FILE)  # type: ignore[arg-type]


def fill_empty(page: Page) -> int:
    """Type into every empty field of a page; return how many choices still have to be made."""
    for field in page.locator("main form :is(input[type=text], input[type=tel], textarea)").all():
        if not field.input_value():
            field.fill(LIKELY.get(field.get_attribute("name") or "", "13800000009"))
    for field in page.locator("main form input[type=date]").all():
        if not field.input_value():
            field.fill("2026-06-01")
    return page.locator("main form fieldset").count()
