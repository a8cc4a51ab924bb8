"""Myths: true or false, and then the measurement; by keyboard."""

from __future__ import annotations

import re

import pytest
from app import App
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


def test_by_keyboard(app: App, page: Page) -> None:
    page.goto(app.address + "/myths")
    card = page.locator("article")
    expect(card).to_contain_text("1 of ")
    # What is true is not given away.
    expect(card.get_by_text("Say it like this")).to_have_count(0)
    sentence = card.locator("h2").inner_text()
    page.keyboard.press("f")
    expect(card.get_by_text("Say it like this")).to_be_visible()
    expect(card).to_contain_text("You said: False.")
    expect(card.locator(".verdict")).to_be_visible()
    expect(card.locator(".answer")).to_be_focused()
    expect(card.locator("h2")).to_have_text(sentence)
    page.keyboard.press("n")
    expect(card).to_contain_text("2 of ")
    expect(card.locator("h2")).not_to_have_text(sentence)
    page.keyboard.press("p")
    expect(card.locator("h2")).to_have_text(sentence)
    # Kept in this browser.
    page.reload()
    expect(card).to_contain_text("You said: False.")
    page.get_by_role("button", name="Ask me again").click()
    expect(card.get_by_role("button", name="It depends")).to_be_visible()


def test_reached_from_elsewhere(app: App, page: Page) -> None:
    page.goto(app.address + "/myths")
    page.locator("article h2").wait_for()
    myths = page.evaluate("fetch('/api/v1/myths').then(r => r.json())")["myths"]
    last = myths[-1]
    page.goto(f"{app.address}/myths?id={last['id']}")
    expect(page.locator("article")).to_contain_text(f"{len(myths)} of {len(myths)}")
    page.goto(f"{app.address}/myths?lab={last['lab']}")
    its = [myth for myth in myths if myth["lab"] == last["lab"]]
    expect(page.locator("nav ol li button")).to_have_count(len(its))
    page.keyboard.press("t")
    page.locator("article dl a").click()
    expect(page).to_have_url(re.compile(f"/labs/{last['lab']}$"))
    expect(page.locator("h1")).to_have_text(last["lab_title"])
