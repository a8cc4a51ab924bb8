"""From the one-time address to a verdict, for each kind, by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import past
import pytest
from app import App
from playwright.sync_api import Browser, Page, Route, expect

ROOT = Path(__file__).parents[2]
TOPICS = ROOT / "src" / "viva_bank" / "topics"
EXPLAIN = "/questions/accuracy_limits/why_not_accuracy"
CODE = "/questions/activation_zoo/gelu_silu_mish"
DERIVE = "/questions/activation_role/sigmoid_derivative"
COMPUTE = "/questions/norm_family/how_many_statistics"


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


def run_of(page: Page) -> None:
    page.keyboard.press("Control+Enter")


def write_code(page: Page, source: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def test_first_visit(app: App, browser: Browser) -> None:
    """Without the address nothing is shown; with it, Today; and one press further, a question."""
    stranger = browser.new_page()
    stranger.goto(app.address)
    expect(stranger.get_by_text("no key yet")).to_be_visible()
    stranger.close()
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(app.enter)
    expect(page).to_have_url(app.address + "/")
    expect(page.get_by_text("New to you").first).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_url(re.compile(r"/questions/\w+/\w+\?e="))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_a_browser_that_speaks_chinese(app: App, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(app.enter)
    expect(page.get_by_role("link", name="主题", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    context.close()


def test_explain(app: App, page: Page) -> None:
    page.goto(app.address + EXPLAIN)
    page.locator("textarea.answer-field").wait_for()
    page.keyboard.press("a")
    page.keyboard.type("I would look at precision and recall.")
    expect(page.get_by_text("7 words · about 3 s spoken")).to_be_visible()
    run_of(page)
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict.locator("mark")).to_have_text("I would look at precision and recall.")
    expect(verdict.locator("li")).to_have_count(7)
    expect(verdict.locator("li", has_text="Precision (how many")).to_contain_text("right")
    # The judge may be told that it is wrong; the score stays.
    missing = verdict.locator("li", has_text="confusion matrix")
    expect(missing).to_contain_text("missing")
    missing.hover()
    missing.get_by_role("button", name="I did say this").click()
    expect(missing.get_by_role("button", name="Leave it to the judge")).to_be_visible()
    # The follow-up leads back into the answer.
    page.get_by_role("button", name="Add to your answer").click()
    page.keyboard.type("And at the confusion matrix.")
    expect(page.locator("textarea.answer-field")).to_have_value(
        "I would look at precision and recall.\n\nAnd at the confusion matrix."
    )
    run_of(page)
    expect(verdict.locator("mark")).to_have_count(2)


def test_hints_giving_up_and_taking_back(app: App, page: Page) -> None:
    page.goto(app.address + EXPLAIN)
    page.locator("textarea.answer-field").wait_for()
    page.keyboard.press("h")
    expect(page.get_by_text("Hint 1 of 3")).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_text("Hint 2 of 3")).to_be_visible()
    page.keyboard.press("x")
    page.get_by_role("dialog").get_by_role("button", name="Give up").click()
    expect(page.get_by_role("heading", name="The model answer")).to_be_visible()
    expect(page.get_by_text("It comes again tomorrow")).to_be_visible()
    assert page.locator("textarea.answer-field").get_attribute("readonly") is not None
    page.reload()
    expect(page.get_by_role("heading", name="The model answer")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Hand in")).to_be_visible()
    expect(page.get_by_text("Hint 2 of 3")).to_be_visible()


def test_compute(app: App, page: Page) -> None:
    page.goto(app.address + COMPUTE)
    first = page.locator("input.answer-field").first
    first.fill("many")
    run_of(page)
    # What cannot be read is no attempt, and is told.
    expect(page.locator(".toast")).to_be_visible()
    expect(page.get_by_role("region", name="Verdict")).to_have_count(0)
    first.fill("1")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    run_of(page)
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict).to_contain_text("wrong")
    expect(verdict.locator("li")).to_have_count(5)


def test_derive(app: App, page: Page) -> None:
    page.goto(app.address + DERIVE)
    fields = page.locator("input.answer-field")
    fields.first.fill("e^{-x}/(1+e^{-x})^2")
    expect(page.locator(".read .katex").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("s(1-s")
    expect(page.locator(".read.bad")).to_be_visible()
    page.keyboard.type(")")
    expect(page.locator(".read.bad")).to_have_count(0)
    # The palette writes where the cursor is.
    fields.nth(2).click()
    page.get_by_role("toolbar").get_by_role("button", name="s", exact=True).click()
    page.keyboard.type("(1-s)(1-3s)")
    expect(fields.nth(2)).to_have_value("s(1-s)(1-3s)")
    fields.nth(3).fill("4^{-L}")
    run_of(page)
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict.get_by_text("yours gives")).to_be_visible()
    expect(verdict.locator("dd .katex").first).to_be_visible()
    fields.nth(2).fill("s(1-s)(1-2s)")
    run_of(page)
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    expect(page.get_by_role("heading", name="The model answer")).to_be_visible()
    # Passed at the second try is Hard; what is not allowed cannot be chosen by its key either.
    hard = page.get_by_role("button", name="Hard")
    expect(hard).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("4")
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Again")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("2")
    expect(hard).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="The derivative of the sigmoid")).to_have_count(0)


def test_code(app: App, page: Page) -> None:
    page.goto(app.address + CODE)
    page.locator(".cm-content").wait_for()
    expect(page.get_by_role("button", name="Hand in")).to_be_disabled()
    write_code(
        page, "import numpy as np\n\n\ndef gelu(x, approximate=False):\n    return x + 0.5\n"
    )
    run_of(page)
    verdict = page.get_by_role("region", name="Verdict")
    expect(verdict).to_contain_text("not recorded")
    expect(verdict.locator(".case mark.wrong").first).to_be_visible()
    # The case that failed becomes one of one's own, and is run in the sandbox.
    page.get_by_text("Your own cases").click()
    page.get_by_label("A call of your function").fill("gelu(np.array([1.0]))")
    page.get_by_role("button", name="Try it").first.click()
    expect(page.locator("details .out")).to_contain_text("1.5")
    # Nothing was recorded so far.
    page.get_by_text("Your earlier answers").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    write_code(page, (TOPICS / "activation_zoo/gelu_silu_mish/solution.py").read_text("utf-8"))
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    expect(verdict).not_to_contain_text("not recorded")


def test_the_editor_by_keyboard(app: App, page: Page) -> None:
    page.goto(app.address + CODE)
    page.locator(".cm-content").wait_for()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("def f(x")
    # Brackets close themselves, and typing on goes over them.
    expect(page.locator(".cm-line").first).to_have_text("def f(x)")
    page.keyboard.type("):")
    page.keyboard.press("Enter")
    page.keyboard.type("return x")
    expect(page.locator(".cm-line").first).to_have_text("def f(x):")
    expect(page.locator(".cm-line").nth(1)).to_have_text("    return x")
    page.keyboard.press("Control+s")
    expect(page.locator(".toast")).to_contain_text("Kept")
    # Tab indents; after Escape it leaves.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("cm-content")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.className").startswith("cm-content")
    # Reset gives the starter, and can be taken back.
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".cm-line").first).to_have_text("import math")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".cm-line").first).to_have_text("def f(x):")


def test_review_one_after_another(app: App, page: Page) -> None:
    page.goto(app.address)
    app.stop()
    past.live(app.folder)
    app.start()
    page.goto(app.address + "/review")
    expect(page.get_by_text("7 questions are due")).to_be_visible()
    expect(page.locator("li a")).to_have_count(7)
    page.keyboard.press("n")
    seen: list[str] = []
    for left in (6, 5):
        page.get_by_role("button", name="Hand in").wait_for()
        seen.append(page.get_by_role("heading", level=1).inner_text())
        page.keyboard.press("x")
        page.get_by_role("dialog").get_by_role("button", name="Give up").click()
        expect(page.get_by_role("button", name=f"Next one · {left} due")).to_be_visible()
        page.keyboard.press("n")
        page.wait_for_function(
            "seen => document.querySelector('h1') && !seen.includes(document.querySelector('h1').innerText)",
            arg=seen,
        )
    page.goto(app.address + "/review")
    expect(page.get_by_text("5 questions are due")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("6 questions are due")).to_be_visible()


def test_keys_are_shown(app: App, page: Page) -> None:
    page.goto(app.address + EXPLAIN)
    page.locator("textarea.answer-field").wait_for()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_text("On this page")).to_be_visible()
    expect(dialog.get_by_text("Hand in")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/topics")
    # In a field they are letters.
    page.goto(app.address + EXPLAIN)
    page.locator("textarea.answer-field").click()
    page.keyboard.type("gt?h")
    expect(page.locator("textarea.answer-field")).to_have_value("gt?h")


@pytest.mark.parametrize("kind", ["diagnose", "design"])
def test_a_kind_without_a_place_here(app: App, page: Page, kind: str) -> None:
    """Told, with the command that does it; the question itself is shown."""

    def as_kind(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        body["question"]["kind"] = kind
        route.fulfill(response=answer, json=body)

    page.route("**/api/v1/encounters?*", as_kind)
    page.goto(app.address + EXPLAIN)
    expect(page.get_by_text("viva next accuracy_limits/why_not_accuracy")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why is accuracy not enough?")


def test_an_answer_handed_in_twice_by_a_lost_reply(app: App, page: Page) -> None:
    """The reply is lost on its way: handing in again is the same answer once."""
    page.goto(app.address + EXPLAIN)
    page.locator("textarea.answer-field").fill("I would look at precision and recall.")
    keys: list[str] = []

    def lose(route: Route) -> None:
        keys.append(route.request.post_data_json["key"])
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/submit?*", lose)
    run_of(page)
    expect(page.locator(".toast", has_text="is not answering")).to_be_visible()
    run_of(page)
    expect(page.get_by_role("region", name="Verdict")).to_be_visible()
    assert len(keys) == 2
    assert keys[0] == keys[1]
    page.get_by_text("Your earlier answers").click()
    expect(page.locator(".attempt")).to_have_count(1)
