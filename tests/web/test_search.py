"""Search, by keyboard, in both languages."""

from __future__ import annotations

import re

import pytest
from app import App
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


def test_by_keyboard(app: App, page: Page) -> None:
    page.goto(app.address + "/topics")
    page.locator("h1").wait_for()
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("batch norm")
    results = page.locator("section li a")
    expect(results.first).to_contain_text("Batch normalisation")
    for kind in ("Topics", "Questions", "Labs", "Myths"):
        expect(page.get_by_role("heading", name=kind, exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=batch\+norm"))
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/topics/batch_norm"))
    page.go_back()
    expect(field).to_have_value("batch norm")
    expect(results.first).to_contain_text("Batch normalisation")


def test_chinese_and_nothing(app: App, page: Page) -> None:
    page.goto(app.address + "/search?q=批归一化")
    results = page.locator("section li a")
    expect(results.first).to_contain_text("Batch normalisation")
    field = page.get_by_role("searchbox")
    field.fill("zzzzzz")
    expect(page.get_by_role("status").filter(has_text="Nothing found")).to_be_visible()
    field.fill("")
    expect(results).to_have_count(0)


def test_a_myth_is_opened_as_a_card(app: App, page: Page) -> None:
    page.goto(app.address + "/search?q=Gaussian")
    page.get_by_role("link", name="Batch normalisation makes the activations Gaussian.").click()
    expect(page.locator("article h2")).to_have_text(
        "Batch normalisation makes the activations Gaussian."
    )
