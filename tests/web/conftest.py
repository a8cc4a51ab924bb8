"""A browser for the module, a viva for the test, and an eye on what must never happen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.append(HERE)

from app import App  # noqa: E402
from browser import launch  # noqa: E402

NewPage = Callable[..., Page]


# For a module and not for the session: Playwright's event loop is in the way of other tests' own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with App(tmp_path / "web-data") as started:
        yield started


class Watch:
    """What the pages of a test complained of, and whom they asked."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.strangers: list[str] = []

    def console(self, message: ConsoleMessage) -> None:
        # The browser reports each refused or unanswered request; the app tells of those itself.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def error(self, error: Any) -> None:
        self.complaints.append(str(error))

    def request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.strangers.append(request.url)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self.console)
        context.on("weberror", lambda error: self.error(error.error))
        context.on("request", self.request)


@pytest.fixture
def watch() -> Iterator[Watch]:
    seen = Watch()
    yield seen
    assert not seen.complaints, "the console must stay empty (a policy violation shows there too)"
    assert not seen.strangers, "no request leaves the machine"


@pytest.fixture
def context(browser: Browser, app: App, watch: Watch) -> Iterator[BrowserContext]:
    """A browser profile that has been let in by the one-time address."""
    made = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    made.set_default_timeout(15_000)
    watch.over(made)
    page = made.new_page()
    page.goto(app.enter)
    page.wait_for_selector("h1")
    page.close()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
