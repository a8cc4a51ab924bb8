"""Labs: the gallery, live figures, the state in the address, predicting first, claims over seeds."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from app import App
from playwright.sync_api import Locator, Page, expect

CHEAP = "learning_rate/stable_limit"
LONG_MS = 60_000


@pytest.fixture(autouse=True)
def patience() -> None:
    expect.set_options(timeout=20_000)


def skip(page: Page) -> None:
    page.get_by_role("button", name="Skip, show the figures").click()
    expect(page.locator("figure").first).to_be_visible(timeout=LONG_MS)


def slider(page: Page, name: str) -> Locator:
    return page.locator(f"input[type=range][data-param={name}]")


def painted(page: Page) -> list[int]:
    """How many pixels of each plot are not empty."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.plot canvas')].map((canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
          let n = 0
          for (let i = 3; i < data.length; i += 4) n += data[i] > 0
          return n
        })"""
    )


def test_gallery_and_filter(app: App, page: Page) -> None:
    page.goto(app.address + "/labs")
    cards = page.locator("li h2")
    expect(cards.nth(20)).to_be_visible()
    page.get_by_label("Filter").fill("stable_limit")
    expect(cards).to_have_count(1)
    page.reload()
    expect(cards).to_have_count(1)
    cards.first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/labs/{CHEAP}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("How large may the learning rate be?")


def test_predict_first(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}")
    expect(page.get_by_text("What do you expect?")).to_be_visible()
    expect(page.locator("figure")).to_have_count(0)
    expect(page.get_by_text("What it proves")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.get_by_text("Not so. The answer:")).to_be_visible()
    expect(page.locator("figure").first).to_be_visible()
    # The guess is remembered, and can be made anew.
    page.reload()
    expect(page.locator("figure").first).to_be_visible()
    page.get_by_role("button", name="Ask me again").click()
    expect(page.locator("figure")).to_have_count(0)
    page.get_by_role("button", name="It grows without end.").click()
    expect(page.get_by_text("As you said.")).to_be_visible()


def test_live_figures_and_the_address(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}?relative=0.5&seed=3")
    skip(page)
    caption = page.locator("figcaption > p").first
    before = caption.inner_text()
    assert painted(page)[0] > 3000
    relative = slider(page, "relative")
    expect(relative).to_have_attribute("aria-valuetext", "0.5")
    expect(page.get_by_label("Seed", exact=True)).to_have_value("3")

    # One step a press; the address follows, without steps in the history.
    length = page.evaluate("history.length")
    relative.focus()
    page.keyboard.press("ArrowRight")
    expect(relative).to_have_attribute("aria-valuetext", "0.51")
    expect(caption).not_to_have_text(before)
    expect(page).to_have_url(re.compile(r"relative=0\.51&seed=3"))
    assert page.evaluate("history.length") == length

    # A number typed in, beyond the bound.
    field = page.get_by_label("rate, as a share of the limit, as a number")
    field.fill("7")
    field.press("Enter")
    expect(field).to_have_value("1.2")
    expect(caption).to_contain_text("grows")
    page.reload()
    expect(field).to_have_value("1.2")
    expect(page.get_by_label("Seed", exact=True)).to_have_value("3")
    page.get_by_role("button", name="Reset").click()
    expect(field).to_have_value("0.9")
    expect(page).to_have_url(f"{app.address}/labs/{CHEAP}")


def test_a_spoiled_address_is_the_default(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}?relative=much&condition=99999999&seed=-1x")
    skip(page)
    expect(slider(page, "relative")).to_have_attribute("aria-valuetext", "0.9")
    expect(slider(page, "condition")).to_have_attribute("aria-valuetext", "1000")


def test_dragging_shows_previews_and_ends_with_the_full_run(app: App, page: Page) -> None:
    sent: list[dict[str, Any]] = []
    page.on(
        "websocket",
        lambda ws: ws.on("framesent", lambda text: sent.append(json.loads(text))),
    )
    page.goto(f"{app.address}/labs/{CHEAP}")
    skip(page)
    sent.clear()
    box = slider(page, "condition").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    page.mouse.down()
    for share in range(50, 95, 3):
        page.mouse.move(box["x"] + box["width"] * share / 100, middle)
    page.mouse.up()
    expect(page).to_have_url(re.compile("condition="))
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert sent[0]["depth"] == "preview"
    assert sent[-1]["depth"] == "full"
    assert [wish["id"] for wish in sent] == sorted(wish["id"] for wish in sent)
    wanted = slider(page, "condition").get_attribute("aria-valuetext")
    assert float(wanted or 0) == pytest.approx(sent[-1]["params"]["condition"], rel=1e-5)


def test_text_table_and_reading_by_keyboard(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}")
    skip(page)
    plot = page.get_by_role("img", name="Loss by step").first
    caption = page.locator("figcaption > p").first.inner_text()
    assert caption in (plot.get_attribute("aria-label") or "")
    plot.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".reading")).to_contain_text("half of the limit")
    page.keyboard.press("Escape")
    expect(page.locator(".reading")).to_have_count(0)
    page.locator("figure summary").first.click()
    table = page.locator("figure table").first
    expect(table.locator("thead th").first).to_have_text("step")
    expect(table.locator("tbody tr")).to_have_count(101)


def test_every_primitive_is_drawn(app: App, page: Page) -> None:
    """Lines, a heatmap with paths, stacked histograms, pictures, tables and bars."""
    wanted = {
        "optimisers/paths": {"heatmap", "lines"},
        "batch_norm/gaussian": {"histogram", "lines"},
        "receptive_field/gridding": {"image", "table"},
        "bias_variance/degree": set(),
    }
    seen: set[str] = set()
    for lab, kinds in wanted.items():
        page.goto(f"{app.address}/labs/{lab}")
        if (
            page.get_by_role("button", name="Skip, show the figures")
            .or_(page.locator("figure"))
            .first.inner_text()
            .startswith("Skip")
        ):
            skip(page)
        expect(page.locator("figure").first).to_be_visible(timeout=LONG_MS)
        expect(page.locator("[aria-busy]")).to_have_count(0, timeout=LONG_MS)
        here = set(
            page.evaluate("[...document.querySelectorAll('figure')].map((f) => f.dataset.kind)")
        )
        assert kinds <= here
        seen |= here
        assert all(n > 2000 for n in painted(page)), lab
    assert seen >= {"lines", "heatmap", "histogram", "image", "table"}


def test_both_themes_have_their_own_colours(app: App, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{app.address}/labs/{CHEAP}")
    skip(page)
    pixels = "document.querySelector('.plot canvas').toDataURL()"
    expect(page.locator("[aria-busy]")).to_have_count(0)
    light = page.evaluate(pixels)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"old => {pixels} !== old", arg=light)
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"old => {pixels} === old", arg=light)
    # Sharp on a screen of any density, and it follows the width.
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function(
        """() => { const c = document.querySelector('.plot canvas')
        return c.width === Math.round(c.clientWidth * devicePixelRatio) && c.clientWidth < 680 }"""
    )


def test_claims_over_seeds(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}")
    skip(page)
    page.get_by_role("button", name="Run over seeds").click()
    expect(page.get_by_text("Measured just now over 8 seeds")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#limit circle.seed")).to_have_count(8)
    expect(page.locator("#limit .standing")).to_contain_text("Holds")
    interval = page.locator("#limit svg[role=img]")
    expect(interval).to_have_attribute(
        "aria-label", re.compile("Mean and 95 % interval over 8 seeds")
    )
    expect(page.get_by_role("button", name="Run over seeds")).to_be_visible()


def test_a_language_changes_the_figures_words(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}?relative=0.6")
    skip(page)
    page.get_by_label("Language").select_option("zh-Hans")
    expect(page.locator("figure h2").first).to_have_text("损失随步数的变化")
    expect(slider(page, "relative")).to_have_attribute("aria-valuetext", "0.6")


def test_the_server_goes_and_comes_back(app: App, page: Page) -> None:
    page.goto(f"{app.address}/labs/{CHEAP}")
    skip(page)
    caption = page.locator("figcaption > p").first
    before = caption.inner_text()
    app.kill()
    slider(page, "condition").focus()
    page.keyboard.press("ArrowRight")
    app.start()
    expect(caption).not_to_have_text(before, timeout=LONG_MS)
