"""Every page, both languages, both themes, wide and narrow: no axe violation, nothing cut off, an
empty console."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import past
import pytest
from app import App
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Painted in the new colours: two frames on, and nothing on its way any more.
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame)
  const moving = () => document.getAnimations().some((a) => a.effect.getComputedTiming().progress < 1)
  await frame()
  await frame()
  for (let n = 0; n < 100 && moving(); n += 1) await frame()
}"""
SIZES = ((1440, 900), (390, 844))


def judged(page: Page) -> None:
    page.locator("textarea.answer-field").fill("I would look at precision and recall. 看 PR 曲线。")
    page.keyboard.press("Control+Enter")
    page.locator(".verdict ul").wait_for()
    for fold in page.locator("details").all():
        fold.locator("summary").click()


def ran(page: Page) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("#")
    page.keyboard.press("Control+Enter")
    page.locator(".verdict ul").wait_for(timeout=30_000)


def derived(page: Page) -> None:
    fields = page.locator("input.answer-field")
    fields.nth(0).fill("p/D")
    fields.nth(1).fill("p/(p+")
    page.locator(".read.bad").wait_for()
    fields.nth(1).fill("p/(p+q)")
    page.keyboard.press("Control+Enter")
    page.locator(".verdict ul").wait_for(timeout=30_000)


def computed(page: Page) -> None:
    page.locator("input.answer-field").first.fill("1")
    page.keyboard.press("Control+Enter")
    page.locator(".verdict ul").wait_for()


def gave_up(page: Page) -> None:
    page.locator(".answer-field, .cm-content").first.wait_for()
    if page.locator(".actions").count():
        page.locator(".rest button").last.click()
        page.locator("dialog footer button").last.click()
    page.locator(".worked").wait_for()


def helped(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


Act = Callable[[Page], None] | None
PAGES: dict[str, tuple[str, Act]] = {
    "today": ("/", None),
    "explain": ("/questions/accuracy_limits/why_not_accuracy", judged),
    "code": ("/questions/activation_zoo/gelu_silu_mish", ran),
    "derive": ("/questions/gan/optimal_discriminator", derived),
    "compute": ("/questions/norm_family/how_many_statistics", computed),
    "ended": ("/questions/adaboost/alpha", gave_up),
    "review": ("/review", None),
    "topics": ("/topics", None),
    "topic": ("/topics/batch_norm", None),
    "labs": ("/labs", None),
    "myths": ("/myths", None),
    "progress": ("/progress", None),
    "judging": ("/judging", None),
    "settings": ("/settings", None),
    "search": ("/search?q=norm", None),
    "keys": ("/", helped),
    "nowhere": ("/nowhere/at/all", None),
}


def lab_address(page: Page, app: App) -> str:
    labs = page.evaluate("fetch('/api/v1/labs').then(r => r.json())")["labs"]
    return f"{app.address}/labs/{labs[0]['id']}"


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, rules).then(result => result.violations)", RULES
    )
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for v in found
        for node in v["nodes"]
    ]


def sideways(page: Page) -> int:
    """How far the page can be scrolled sideways [px]."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.fixture(scope="module")
def lived(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One viva for all pages, and a learner with a past, let in."""
    folder = tmp_path_factory.mktemp("lived")
    past.live(folder)
    with App(folder) as app:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(app.enter)
        page.wait_for_selector("h1")
        state = context.storage_state()
        context.close()
        yield app, state


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", [*PAGES, "lab"])
def test_page(browser: Browser, lived: Any, watch: Any, name: str, lang: str) -> None:
    app, state = lived
    # Scripts of the test are let in past the page's policy; the policy itself is tested elsewhere.
    context = browser.new_context(storage_state=state, reduced_motion="reduce", bypass_csp=True)
    context.set_default_timeout(15_000)
    watch.over(context)
    page = context.new_page()
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    page.goto(app.address)
    page.evaluate(
        "lang => fetch('/api/v1/settings', {method: 'PUT', body: JSON.stringify({lang, theme: 'auto'}),"
        " headers: {'content-type': 'application/json'}})",
        lang,
    )
    path, act = PAGES.get(name, ("", None))
    page.goto(app.address + path if path else lab_address(page, app))
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.lang") == lang
    if act:
        act(page)
    page.wait_for_load_state("networkidle")
    page.add_script_tag(path=AXE)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.wait_for_function("t => document.documentElement.dataset.theme === t", arg=theme)
            page.evaluate(SETTLED)
            assert violations(page) == [], f"{name} {lang} {theme} {width}"
            assert sideways(page) == 0, f"{name} {lang} {width} scrolls sideways"
    context.close()
