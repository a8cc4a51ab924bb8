"""How long it takes from a slider's movement to the plot on the screen, for a cheap lab.

    python bench/web/slider.py [--moves 200] [--lab TOPIC/NAME] [--param NAME] [--json]

Needs Chromium and the built web app. A viva of its own is started over an empty data folder. Each
movement is an `input` event of the slider at another place, never one that was there before, so
that nothing comes from the cache; the time ends in the frame after the new caption and the new
canvas. Two ways: one movement after the other is shown ("steps"), and sixty movements a second as
a hand makes them ("drag": from a movement to the first frame that shows it or a later one).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.append(str(Path(__file__).parents[2] / "tests" / "web"))

from app import App
from browser import launch
from playwright.sync_api import Page, sync_playwright

MEASURE = """async ({ param, first, moves, pause }) => {
  const slider = document.querySelector(`input[type=range][data-param=${param}]`)
  const caption = document.querySelector('figure figcaption > p')
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const open = []
  const times = []
  let wake = () => {}
  const shown = async () => {
    // Which movement this answers is not said; the oldest open one is the slowest it can be.
    const answered = pause ? open.splice(0) : open.splice(0, 1)
    await painted()
    const now = performance.now()
    for (const at of answered) times.push(now - at)
    wake()
  }
  const all = { childList: true, characterData: true, subtree: true }
  new MutationObserver(shown).observe(caption, all)
  for (let i = first; i < first + moves; i++) {
    // 389 has no common divisor with 800, so no place comes twice.
    slider.value = String(100 + ((i * 389) % 800))
    const seen = new Promise((done) => (wake = done))
    open.push(performance.now())
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    if (pause) await new Promise((done) => setTimeout(done, pause))
    else {
      await Promise.race([seen, new Promise((done) => setTimeout(done, 2000))])
      open.length = 0
    }
  }
  await new Promise((done) => setTimeout(done, 500))
  return times
}"""


def summary(times: list[float]) -> dict[str, float]:
    """Of milliseconds: how many, the median, and the 95th percentile."""
    ordered = sorted(times)
    return {
        "n": len(ordered),
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "max_ms": round(ordered[-1], 1),
    }


def measure(page: Page, param: str, moves: int) -> dict[str, Any]:
    """`moves` movements in each way, after ten that warm up."""
    found: dict[str, Any] = {}
    first = 0
    for name, count, pause in (("warm", 10, 0), ("steps", moves, 0), ("drag", moves, 1000 / 60)):
        asked = {"param": param, "first": first, "moves": count, "pause": pause}
        found[name] = summary(page.evaluate(MEASURE, asked))
        first += count
    del found["warm"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=200)
    parser.add_argument("--lab", default="learning_rate/stable_limit")
    parser.add_argument("--param", default="condition")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        # Results of earlier runs would come from the cache.
        mock.patch.dict(os.environ, {"VIVA_CACHE": f"{folder}/cache"}),
        App(Path(folder) / "data") as app,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(app.enter)
        page.goto(f"{app.address}/labs/{arguments.lab}")
        page.locator("h1").wait_for()
        page.evaluate("lab => localStorage.setItem('viva.guess.' + lab, '-1')", arguments.lab)
        page.reload()
        page.locator("figure figcaption > p").first.wait_for()
        page.wait_for_load_state("networkidle")
        found = measure(page, arguments.param, arguments.moves)
        browser.close()
    if arguments.json:
        print(json.dumps(found))
        return
    print(f"{arguments.lab}, {arguments.param}: from a slider's movement to the plot")
    for name, row in found.items():
        print(
            f"  {name:<6} n = {row['n']:<4} p50 {row['p50_ms']:>6.1f} ms   "
            f"p95 {row['p95_ms']:>6.1f} ms   max {row['max_ms']:>6.1f} ms"
        )


if __name__ == "__main__":
    main()
