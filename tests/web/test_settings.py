"""Settings are kept by the server; everything goes out and comes in."""

from __future__ import annotations

import json
from pathlib import Path

import past
import pytest
from app import App
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=15_000)


def test_choices_are_kept(app: App, page: Page) -> None:
    page.goto(app.address + "/settings")
    expect(page.locator("code")).to_contain_text(str(app.folder))
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_label("The day of your interview").fill("2027-03-01")
    page.get_by_label("The day of your interview").blur()
    expect(page.get_by_role("button", name="Forget the day")).to_be_visible()
    retention = page.get_by_label("How much you want to remember")
    retention.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("91%")).to_be_visible()
    page.wait_for_function(
        "() => fetch('/api/v1/state').then(r => r.json()).then(s => s.settings.retention === 0.91)"
    )
    page.get_by_role("radio", name="简体中文").check()
    expect(page.locator("h1")).to_have_text("设置")
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_label("面试日期")).to_have_value("2027-03-01")
    expect(page.get_by_text("91%")).to_be_visible()
    page.get_by_role("button", name="清除日期").click()
    expect(page.get_by_label("面试日期")).to_have_value("")


def test_out_and_in(app: App, page: Page, tmp_path: Path) -> None:
    past.live(tmp_path / "other")
    file = tmp_path / "out.json"
    with App(tmp_path / "other") as other:
        page.goto(other.enter)
        page.goto(other.address + "/settings")
        with page.expect_download() as download:
            page.get_by_role("link", name="Export").click()
        download.value.save_as(file)
    assert json.loads(file.read_text())["format"] == "viva-export"
    page.goto(app.address + "/settings")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Taken in:")).not_to_contain_text("0 answers")
    # Once more brings nothing new; what is no export is refused with a sentence.
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Taken in: 0 answers")).to_be_visible()
    nonsense = tmp_path / "nonsense.json"
    nonsense.write_text("no JSON at all")
    page.locator("input[type=file]").set_input_files(nonsense)
    expect(page.get_by_role("alert")).to_have_text("This is no file that viva exported.")
    nonsense.write_text('{"format": "else"}')
    page.locator("input[type=file]").set_input_files(nonsense)
    expect(page.get_by_role("alert")).to_contain_text("no file that viva exported")
    page.goto(app.address + "/progress")
    expect(page.locator("dl.figures")).to_contain_text(f"{len(past.LEARNT)} /")
