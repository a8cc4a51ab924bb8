"""Progress of a learner with a past, and how one is judged."""

from __future__ import annotations

from pathlib import Path

import past
import pytest
from app import App
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


@pytest.fixture
def app(tmp_path: Path) -> App:
    past.live(tmp_path / "web-data")
    started = App(tmp_path / "web-data")
    with started:
        yield started


def test_what_was_learnt(app: App, page: Page) -> None:
    page.goto(app.address + "/progress")
    expect(page.locator("dl.figures")).to_contain_text(f"{len(past.LEARNT)} /")
    weak = page.locator("section", has=page.get_by_role("heading", name="Weak points"))
    expect(weak.get_by_role("link").first).to_be_visible()
    # Those who were given up are weak; the one that was known is not among them.
    expect(weak).not_to_contain_text("The derivative of the sigmoid")
    answers = page.get_by_role("region", name="Latest answers")
    expect(answers.locator("tbody tr")).to_have_count(1)
    expect(answers).to_contain_text("Passed")
    calendar = page.get_by_role("img", name="answer on one day")
    expect(calendar.locator("i:not(.s0)")).to_have_count(1)
    page.locator("details summary", has_text="Data").click()
    expect(page.locator("details tbody tr")).to_have_count(1)
    topics = page.locator("ul.topics li")
    expect(topics).to_have_count(len({id.split("/")[0] for id, _, _ in past.LEARNT}))
    with page.expect_download() as download:
        page.get_by_role("link", name="Export everything").click()
    assert download.value.suggested_filename.startswith("viva-")


def test_nothing_yet(page: Page, tmp_path: Path) -> None:
    with App(tmp_path / "empty") as fresh:
        page.goto(fresh.enter)
        page.goto(fresh.address + "/progress")
        expect(page.get_by_text("No answers yet.")).to_be_visible()
        expect(page.get_by_text("None: what was learnt has held.")).to_be_visible()


def test_judging(app: App, page: Page) -> None:
    page.goto(app.address + "/judging")
    expect(page.get_by_role("heading", level=2).nth(2)).to_be_visible()
    expect(page.locator("table").first).to_contain_text("%")
