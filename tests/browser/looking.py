"""What is looked at on every page: faults, width, words, accessibility, weight."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

AXE_SOURCE = Path(AXE_FILE_PATH).read_text("utf-8")
WORDS_ALLOWED = {
    "PDF", "JPG", "JPEG", "PNG", "DOC", "DOCX", "MB", "KB",  # kinds and sizes of files
    "spjy",  # an example of pinyin initials
    "Enter",  # a key
    "IP", "ICP",  # terms of the law on filing websites
    "acceptor",  # the name of an account
}  # fmt: skip
READ_WORDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [document.title];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('script, style, template')) texts.push(walker.currentNode.textContent);
  }
  for (const element of document.querySelectorAll('[title], [alt], [placeholder], [aria-label]'))
    for (const name of ['title', 'alt', 'placeholder', 'aria-label']) texts.push(element.getAttribute(name) || '');
  return texts.join('\\n');
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [];
  if (document.documentElement.scrollWidth > width) wide.push('page ' + document.documentElement.scrollWidth);
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    if (element.closest('svg') || element.closest('.visually-hidden, .skip')) continue;
    const box = element.getBoundingClientRect();
    if (box.width && box.right > width + 1) wide.push(element.tagName + '.' + element.className + ' ' + box.right);
  }
  for (const pane of document.querySelectorAll('.desk-list, .desk-case'))
    if (pane.scrollWidth > pane.clientWidth + 1) wide.push(pane.className + ' scrolls sideways');
  return wide.slice(0, 5);
}"""


class Watch:
    """Listens to a page: what it complains of, whom it asks, what it weighs with everything it loads."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self._known: dict[str, int] = {}
        self._asked: dict[str, str] = {}
        self.look_afresh()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._request)
        wire.on("Network.loadingFinished", self._finished)

    def look_afresh(self) -> None:
        """Forget the page before; what its sheets weigh stays known, for they now come from the cache."""
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.weight = 0

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _request(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        self._asked[event["requestId"]] = url
        if not url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(url)

    def _finished(self, event: dict[str, Any]) -> None:
        url = self._asked.get(event["requestId"], "")
        weight = max(int(event["encodedDataLength"]), self._known.get(url, 0))
        self._known[url] = weight
        self.weight += weight


def foreign_words(text: str) -> set[str]:
    """Return the Latin words of a text that no reader of Chinese should meet; codes and addresses are data."""
    tokens = re.findall(r"[A-Za-z0-9.][A-Za-z0-9_.@/:*-]*", text)
    words = {token for token in tokens if re.fullmatch(r"[A-Za-z]{2,}", token)}
    return words - WORDS_ALLOWED


def faults_of(page: Page) -> list[str]:
    """Return what is wrong with the page at its present size."""
    found = [f"too wide: {line}" for line in page.evaluate(TOO_WIDE)]
    found += [f"English: {word}" for word in sorted(foreign_words(page.evaluate(READ_WORDS)))]
    language = page.locator("html").get_attribute("lang") or ""
    found += [] if language.startswith("zh") else [f"lang={language}"]
    return found


def barriers_of(page: Page) -> list[str]:
    """Return what axe finds serious or critical."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SOURCE)
    violations = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false}).then(found => found.violations)"
    )
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
