"""The browser of the tests: the system's Chromium, driven by Playwright, with nothing of its own
going out."""

from __future__ import annotations

import shutil
from typing import Any

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


def chromium() -> str:
    """Where the system's Chromium is."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("The tests of the web app need Chromium: apt-get install chromium")


def launch(playwright: Any) -> Any:
    """Starts it; Playwright's own browsers are never downloaded."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
