"""Nothing typed is ever lost: reload, kill -9, offline, two tabs, another language and theme."""

from __future__ import annotations

import pytest
from app import App
from playwright.sync_api import BrowserContext, Page, expect

EXPLAIN = "/questions/accuracy_limits/why_not_accuracy"
CODE = "/questions/activation_zoo/gelu_silu_mish"
COMPUTE = "/questions/tensor/strides"
DERIVE = "/questions/gan/optimal_discriminator"
KEPT = "Kept."


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


def kept(page: Page) -> None:
    expect(page.get_by_text(KEPT, exact=True)).to_be_visible()


def text(page: Page) -> str:
    return page.locator("textarea.answer-field").input_value()


def type_text(page: Page, words: str) -> None:
    page.locator("textarea.answer-field").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def code_of(page: Page) -> str:
    return "\n".join(page.locator(".cm-line").all_inner_texts())


def test_reload_at_once(app: App, page: Page) -> None:
    """The reload comes before the server can have it: this browser has."""
    page.goto(app.address + EXPLAIN)
    type_text(page, "rare classes")
    page.reload()
    expect(page.locator("textarea.answer-field")).to_have_value("rare classes")
    kept(page)


def test_reload_of_every_kind(app: App, page: Page) -> None:
    page.goto(app.address + CODE)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mine\n")
    page.reload()
    expect(page.locator(".cm-line").first).to_have_text("# mine")

    page.goto(app.address + COMPUTE)
    page.locator("input.answer-field").first.fill("(12, 4, 1)")
    page.reload()
    expect(page.locator("input.answer-field").first).to_have_value("(12, 4, 1)")

    page.goto(app.address + DERIVE)
    page.locator("input.answer-field").nth(1).fill("p/(p+q)")
    page.reload()
    expect(page.locator("input.answer-field").nth(1)).to_have_value("p/(p+q)")


def test_the_server_is_killed_while_typing(app: App, page: Page) -> None:
    page.goto(app.address + EXPLAIN)
    type_text(page, "before ")
    kept(page)
    app.kill()
    type_text(page, "after")
    expect(page.get_by_text("viva is not answering").first).to_be_visible()
    assert text(page) == "before after"
    app.start()
    # No reload, no press: it is handed over by itself, and the cookie still opens the door.
    kept(page)
    other = page.context.new_page()
    other.goto(app.address + EXPLAIN)
    expect(other.locator("textarea.answer-field")).to_have_value("before after")


def test_killed_and_reloaded(app: App, page: Page) -> None:
    page.goto(app.address + EXPLAIN)
    type_text(page, "one ")
    kept(page)
    app.kill()
    type_text(page, "two")
    expect(page.get_by_text("viva is not answering").first).to_be_visible()
    app.start()
    page.reload()
    expect(page.locator("textarea.answer-field")).to_have_value("one two")


def test_typing_offline(app: App, context: BrowserContext, page: Page) -> None:
    page.goto(app.address + CODE)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    context.set_offline(True)
    page.keyboard.type("# in a tunnel\n")
    expect(page.get_by_text("viva is not answering").first).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_count(0)
    context.set_offline(False)
    kept(page)
    page.reload()
    expect(page.locator(".cm-line").first).to_have_text("# in a tunnel")


@pytest.mark.parametrize("choice", ["Go on with this one", "Take the other"])
def test_two_tabs(app: App, context: BrowserContext, choice: str) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(app.address + EXPLAIN)
    first.wait_for_selector("textarea")
    second.goto(app.address + EXPLAIN)
    second.wait_for_selector("textarea")
    type_text(first, "written in the first")
    kept(first)
    type_text(second, "written in the second")
    alert = second.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_contain_text("written in the first")
    expect(alert).to_contain_text("written in the second")
    # Typing on settles nothing, and loses nothing.
    type_text(second, ", and more")
    expect(alert).to_be_visible()
    second.reload()
    expect(second.get_by_role("alert")).to_be_visible()
    second.get_by_role("button", name=choice).click()
    expect(second.get_by_role("alert")).to_have_count(0)
    mine = choice == "Go on with this one"
    wanted = "written in the second, and more" if mine else "written in the first"
    expect(second.locator("textarea.answer-field")).to_have_value(wanted)
    kept(second)
    second.reload()
    expect(second.locator("textarea.answer-field")).to_have_value(wanted)
    # The other text is kept by the server as a version.
    encounter = second.evaluate("new URL(location).searchParams.get('e')")
    versions = second.evaluate(
        "id => fetch(`/api/v1/encounters/${id}/drafts`).then(r => r.json())", encounter
    )["versions"]
    answers = [version["answer"] for version in versions]
    assert any("written in the first" in answer for answer in answers)
    assert any("written in the second" in answer for answer in answers)


def test_a_closed_tab_leaves_what_it_had(app: App, context: BrowserContext) -> None:
    """Typed while the server was gone, and the tab closed: the next tab finds it."""
    tab = context.new_page()
    tab.goto(app.address + EXPLAIN)
    tab.wait_for_selector("textarea")
    context.set_offline(True)
    type_text(tab, "left behind")
    expect(tab.get_by_text("viva is not answering").first).to_be_visible()
    tab.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(app.address + EXPLAIN)
    expect(again.locator("textarea.answer-field")).to_have_value("left behind")
    kept(again)


def test_another_language_and_theme(app: App, page: Page) -> None:
    page.goto(app.address + EXPLAIN)
    type_text(page, "my own words 我的话")
    kept(page)
    type_text(page, "!")
    page.get_by_label("Language").select_option("zh-Hans")
    expect(page.get_by_role("heading", level=1)).to_contain_text("准确率")
    assert text(page) == "my own words 我的话!"
    dark = page.evaluate("document.documentElement.dataset.theme")
    page.get_by_role("button", name="切换到").click()
    assert page.evaluate("document.documentElement.dataset.theme") != dark
    page.get_by_label("语言").select_option("zh-Hant")
    expect(page.get_by_role("heading", level=1)).to_contain_text("準確率")
    assert text(page) == "my own words 我的话!"
    page.reload()
    expect(page.locator("textarea.answer-field")).to_have_value("my own words 我的话!")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"

    page.goto(app.address + CODE)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mine\n")
    page.get_by_label("語言").select_option("en")
    expect(page.get_by_role("button", name="Hand in")).to_be_visible()
    expect(page.locator(".cm-line").first).to_have_text("# mine")


def test_leaving_the_page_at_once(app: App, page: Page) -> None:
    """Typed, and gone by a link of the app before the pause is over."""
    page.goto(app.address + EXPLAIN)
    type_text(page, "in a hurry")
    page.get_by_role("link", name="Topics").click()
    page.wait_for_url("**/topics")
    page.go_back()
    expect(page.locator("textarea.answer-field")).to_have_value("in a hurry")


def test_coming_back_to_a_tab(app: App, context: BrowserContext) -> None:
    """A tab without a text of its own shows what was written in the other meanwhile."""
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(app.address + EXPLAIN)
        tab.wait_for_selector("textarea")
    type_text(first, "written in the first")
    kept(first)
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(second.locator("textarea.answer-field")).to_have_value("written in the first")
    type_text(second, ", and on in the second")
    kept(second)
    expect(second.get_by_role("alert")).to_have_count(0)
