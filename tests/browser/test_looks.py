"""Every page of the URL table, in every state worth seeing, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.looking import Watch, barriers_of, faults_of
from tests.routes import CITIZEN, Way, label_of, page_ways

LIGHT = 120_000
PAGES = page_ways()
MAIN = [
    (name, way)
    for name, way in PAGES
    if (name, way.label)
    in {
        ("citizen:home", "visitor"), ("citizen:search", "found"), ("citizen:guide", "food"),
        ("citizen:tasks", "begun"), ("citizen:group", "business"), ("citizen:materials", "missing"),
        ("citizen:check", "ready"), ("citizen:cases", "some"), ("citizen:case", "accepted"),
        ("licences:detail", "holder"), ("identity:login", ""), ("citizen:messages", "citizen"),
    }
]  # fmt: skip


@pytest.fixture(scope="module")
def looking(browser, site, sign_in) -> Iterator[Callable[[str], Watch]]:
    """Return the watched page of an account; one for all its looks, so that sheets come from the cache."""
    watched: dict[str, Watch] = {}

    def page_of(login: str) -> Watch:
        if login not in watched:
            context = browser.new_context(
                base_url=site.address, locale="zh-CN", viewport=PHONE, storage_state=sign_in(login)
            )
            context.set_default_timeout(10_000)
            watched[login] = Watch(context.new_page(), site.address)
        watched[login].look_afresh()
        return watched[login]

    yield page_of
    for watch in watched.values():
        watch.page.context.close()


@pytest.mark.parametrize(("name", "way"), PAGES, ids=[label_of(name, way) for name, way in PAGES])
def test_a_page_is_whole_at_every_width(looking, site, screenshots, name: str, way: Way):
    watch = looking(way.by)
    page = watch.page
    page.set_viewport_size(PHONE)
    answer = page.goto(way.url(name, site.world), wait_until="load")
    assert answer is not None
    assert answer.status == 200
    weight = watch.weight
    faults = []

    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        faults += [f"{size['width']}: {fault}" for fault in (*faults_of(page), *barriers_of(page))]
        page.screenshot(path=screenshots / f"{label_of(name, way)}-{size['width']}.png", full_page=True)

    assert faults == []
    assert watch.complaints == []
    assert watch.strangers == []
    if not name.startswith("desk:") and way.by != "acceptor":
        assert 10_000 < weight <= LIGHT


@pytest.mark.parametrize(("name", "way"), MAIN, ids=[label_of(name, way) for name, way in MAIN])
def test_a_main_page_is_whole_in_elder_mode(context_of, site, screenshots, name: str, way: Way):
    context = context_of(way.by, viewport=PHONE)
    context.add_cookies([{"name": "elder", "value": "1", "url": site.address}])
    page = context.new_page()
    page.goto(way.url(name, site.world))

    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    faults = [*faults_of(page), *barriers_of(page)]
    page.screenshot(path=screenshots / f"elder-{label_of(name, way)}-390.png", full_page=True)

    assert size >= 17 * 1.4
    assert faults == []


def test_elder_mode_is_one_switch_and_remembered(phone):
    page = phone()
    page.goto("/search/")
    page.get_by_role("button", name="长辈版").click()
    page.goto("/")

    assert page.locator("html.elder").count() == 1
    page.get_by_role("button", name="标准版").click()
    assert page.locator("html.elder").count() == 0


@pytest.mark.parametrize(
    ("login", "url", "status", "words"),
    [
        ("", "/nothing/", 404, "没有找到这个页面"),
        ("", "/items/nothing/", 404, "没有找到"),
        (CITIZEN, "/desk/", 403, "您不能"),
    ],
)
def test_a_refusal_is_a_designed_page(context_of, site, screenshots, login, url, status, words):
    page = context_of(login, viewport=PHONE).new_page()
    answer = page.goto(url)
    assert answer is not None

    assert answer.status == status
    assert words in page.locator("h1").inner_text()
    assert [*faults_of(page), *barriers_of(page)] == []
    page.screenshot(path=screenshots / f"refused-{status}-{url.strip('/').replace('/', '-')}-390.png")
