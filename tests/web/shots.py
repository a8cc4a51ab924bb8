"""`make shots`: a picture of every page, both languages and themes, wide and narrow, to look at.

python tests/web/shots.py [--only NAME …] [--quick]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import past
from app import App
from browser import launch
from playwright.sync_api import Page, sync_playwright

OUT = Path("out/shots")
EXPLAINED = {
    "en": "A model that always predicts the majority class is 99 % accurate if positives are one in a "
    "hundred. I would look at precision and recall of the rare class, and at the PR curve.",
    "zh": "正例只占百分之一时，总是预测多数类也有 99% 的准确率。我会看少数类的精确率和召回率，再看 PR 曲线。",
}
WRONG_CODE = '''import math

import numpy as np


def gelu(x, approximate=False):
    """x: float64 array, any shape. Returns x Phi(x), or its tanh approximation."""
    inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + np.tanh(inner))


def silu(x):
    """x: float64 array, any shape. Returns x sigmoid(x)."""
    return x / (1 + np.exp(-np.maximum(x, -700)))


def mish(x):
    """x: float64 array, any shape. Returns x tanh(softplus(x))."""
    return x * np.tanh(np.logaddexp(0, x))
'''


def explain(page: Page, lang: str) -> None:
    page.locator("textarea").fill(EXPLAINED["en" if lang == "en" else "zh"])
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".verdict ul")


def code(page: Page, lang: str) -> None:
    page.locator(".cm-content").wait_for()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(WRONG_CODE)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".verdict ul", timeout=30_000)


def derive(page: Page, lang: str) -> None:
    fields = page.locator("input.answer-field")
    fields.nth(0).fill("s(1-s)")
    fields.nth(1).fill("s(1-s)(1-3s)")
    fields.nth(2).fill("4^{-L")
    page.wait_for_timeout(600)
    fields.nth(2).fill("4^{-L}")
    page.wait_for_timeout(600)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".verdict ul", timeout=30_000)


def compute(page: Page, lang: str) -> None:
    fields = page.locator("input.answer-field")
    fields.nth(0).fill("27")
    fields.nth(1).fill("97.4")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".verdict ul", timeout=30_000)


def ended(page: Page, lang: str) -> None:
    page.locator(".answer-field").first.wait_for()
    if page.locator(".actions").count():
        page.locator(".rest button").last.click()
        page.locator("dialog footer button").last.click()
    page.wait_for_selector(".worked")


def unfolded(page: Page, lang: str) -> None:
    explain(page, lang)
    page.locator("textarea").fill(EXPLAINED["en"] + "\n\nAnd costs.")
    page.keyboard.press("h")
    for fold in page.locator("details").all():
        fold.locator("summary").click()
    page.wait_for_timeout(400)
    page.locator(".attempt button").first.click()


def keys(page: Page, lang: str) -> None:
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")


def revealed(page: Page, lang: str) -> None:
    page.keyboard.press("p")
    page.wait_for_selector("figure h2", timeout=60_000)
    page.wait_for_function("!document.querySelector('[aria-busy]')", timeout=60_000)


def answered(page: Page, lang: str) -> None:
    page.keyboard.press("f")
    page.wait_for_selector("article .verdict")


Act = Callable[[Page, str], None]
PAGES: dict[str, tuple[str, Act | None]] = {
    "today": ("/", None),
    "explain": ("/questions/accuracy_limits/why_not_accuracy", None),
    "explain_judged": ("/questions/accuracy_limits/why_not_accuracy", explain),
    "code": ("/questions/activation_zoo/gelu_silu_mish", None),
    "code_judged": ("/questions/activation_zoo/gelu_silu_mish", code),
    "derive": ("/questions/activation_role/sigmoid_derivative", None),
    "derive_judged": ("/questions/activation_role/sigmoid_derivative", derive),
    "compute": ("/questions/accuracy_limits/base_rate", None),
    "compute_judged": ("/questions/accuracy_limits/base_rate", compute),
    "ended": ("/questions/adaboost/alpha", ended),
    "unfolded": ("/questions/accuracy_limits/why_not_accuracy", unfolded),
    "review": ("/review", None),
    "topics": ("/topics", None),
    "topic": ("/topics/batch_norm", None),
    "labs": ("/labs", None),
    "lab": ("/labs/learning_rate/stable_limit", None),
    "lab_lines": ("/labs/learning_rate/stable_limit", revealed),
    "lab_heatmap": ("/labs/optimisers/paths", revealed),
    "lab_histogram": ("/labs/batch_norm/gaussian", revealed),
    "lab_pictures": ("/labs/receptive_field/gridding", revealed),
    "lab_network": ("/labs/lenet/parameters", revealed),
    "myths": ("/myths", None),
    "myth_answered": ("/myths?id=batch_norm/becomes_gaussian", answered),
    "track": ("/topics?track=twelve_basics", None),
    "progress": ("/progress", None),
    "judging": ("/judging", None),
    "settings": ("/settings", None),
    "search": ("/search?q=norm", None),
    "keys": ("/", keys),
    "nowhere": ("/nowhere", None),
}
WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}
LANGS = ("en", "zh-Hans")
THEMES = ("light", "dark")


def take(browser: Any, app: App, only: list[str], quick: bool) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    cookies = browser.new_context()
    page = cookies.new_page()
    page.goto(app.enter)
    state = cookies.storage_state()
    shots = [(lang, theme, width) for lang in LANGS for theme in THEMES for width in WIDTHS]
    if quick:
        shots = [("en", "light", "wide"), ("zh-Hans", "dark", "narrow")]
    for lang, theme, width in shots:
        w, h = WIDTHS[width]
        context = browser.new_context(
            storage_state=state,
            viewport={"width": w, "height": h},
            color_scheme=theme,
            device_scale_factor=1,
        )
        page = context.new_page()
        page.goto(app.address)
        page.evaluate(
            "lang => fetch('/api/v1/settings', {method: 'PUT', headers: {'content-type': 'application/json'},"
            " body: JSON.stringify({lang, theme: 'auto'})})",
            lang,
        )
        for name, (path, act) in PAGES.items():
            if only and name not in only:
                continue
            page.goto(app.address + path)
            page.wait_for_load_state("networkidle")
            if act:
                act(page, lang)
            page.wait_for_timeout(350)
            page.screenshot(path=OUT / f"{name}-{lang}-{theme}-{width}.png", full_page=True)
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--quick", action="store_true", help="two of the eight looks")
    parser.add_argument("--fresh", action="store_true", help="a learner without a past")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        if not arguments.fresh:
            past.live(folder)
        with App(folder) as app:
            browser = launch(playwright)
            take(browser, app, arguments.only, arguments.quick)
            browser.close()


if __name__ == "__main__":
    main()
