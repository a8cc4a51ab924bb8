"""Figures, claims and an answered card are accessible: both languages and themes, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from app import App
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_every_page import AXE, SETTLED, SIZES, sideways, violations

LONG_MS = 60_000


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with App(tmp_path_factory.mktemp("figures")) as started:
        yield started


@pytest.fixture(scope="module")
def known(browser: Browser, one: App) -> Iterator[BrowserContext]:
    # Scripts of the test are let in past the page's policy; the policy is tested elsewhere.
    context = browser.new_context(locale="en-GB", reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(one.enter)
    page.wait_for_selector("h1")
    page.close()
    yield context
    context.close()


def revealed(lab: str) -> tuple[str, Callable[[Page], None]]:
    def act(page: Page) -> None:
        page.evaluate("lab => localStorage.setItem('viva.guess.' + lab, '0')", lab)
        page.reload()
        expect(page.locator("figure").first).to_be_visible(timeout=LONG_MS)
        expect(page.locator("[aria-busy]")).to_have_count(0, timeout=LONG_MS)
        for fold in page.locator("figure summary").all():
            fold.click()

    return f"/labs/{lab}", act


def measured(page: Page) -> None:
    revealed("learning_rate/stable_limit")[1](page)
    page.locator("header + p").first.wait_for()
    page.locator("section header button").last.click()
    expect(page.locator("circle.seed")).to_have_count(8, timeout=LONG_MS)


def answered(page: Page) -> None:
    page.locator("article h2").wait_for()
    if not page.locator("article .verdict").count():
        page.keyboard.press("f")
    page.locator("article .verdict").wait_for()


def opened(page: Page) -> None:
    page.locator("details summary").first.click()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "claims": ("/labs/learning_rate/stable_limit", measured),
    "heatmap": revealed("optimisers/paths"),
    "histogram": revealed("batch_norm/gaussian"),
    "pictures": revealed("receptive_field/gridding"),
    "network": revealed("lenet/parameters"),
    "myth": ("/myths", answered),
    "calendar": ("/progress", opened),
}


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", STATES)
def test_state(known: BrowserContext, one: App, name: str, lang: str) -> None:
    page = known.new_page()
    page.goto(one.address)
    page.evaluate(
        "lang => fetch('/api/v1/settings', {method: 'PUT', body: JSON.stringify({lang, theme: 'auto'}),"
        " headers: {'content-type': 'application/json'}})",
        lang,
    )
    path, act = STATES[name]
    page.goto(one.address + path)
    expect(page.locator("h1")).to_have_count(1)
    act(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    page.add_script_tag(path=AXE)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.wait_for_function("t => document.documentElement.dataset.theme === t", arg=theme)
            page.evaluate(SETTLED)
            assert violations(page) == [], f"{name} {lang} {theme} {width}"
            assert sideways(page) == 0, f"{name} {lang} {width} scrolls sideways"
    page.close()
