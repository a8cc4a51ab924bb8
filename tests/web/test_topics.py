"""The map of topics, tracks, and one topic."""

from __future__ import annotations

import re

import pytest
from app import App
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


def test_map_and_tracks(app: App, page: Page) -> None:
    page.goto(app.address + "/topics")
    expect(page.get_by_role("heading", name="Normalisation")).to_be_visible()
    row = page.locator(
        "li", has=page.get_by_role("link", name="Batch normalisation", exact=True)
    ).last
    expect(row).to_contain_text("Builds on")
    track = page.get_by_role("button", name=re.compile("^Twelve basics"))
    track.click()
    expect(track).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("track=twelve_basics"))
    expect(page.locator("ol > li")).to_have_count(15)
    expect(page.get_by_role("link", name="Practise this track")).to_have_attribute(
        "href", "/next?track=twelve_basics"
    )
    page.reload()
    expect(page.locator("ol > li")).to_have_count(15)
    page.get_by_role("button", name="All topics").click()
    expect(page.get_by_role("heading", name="Normalisation")).to_be_visible()


def test_topic(app: App, page: Page) -> None:
    page.goto(app.address + "/topics/batch_norm")
    expect(page.locator("h1")).to_have_text("Batch normalisation")
    questions = page.locator("ul.rows li")
    expect(questions.first).to_contain_text("new")
    expect(page.get_by_role("link", name="What activations do, and saturation")).to_be_visible()
    expect(page.get_by_role("heading", name="Leads to")).to_be_visible()
    expect(page.get_by_role("heading", name="Labs")).to_be_visible()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/questions/batch_norm/"))


def test_no_such_topic(app: App, page: Page) -> None:
    page.goto(app.address + "/topics/alchemy")
    expect(page.get_by_text("Something went wrong")).to_be_visible()
