"""Today counts the days to the interview, as the settings say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from app import App
from playwright.sync_api import BrowserContext, expect


@pytest.mark.parametrize(
    ("days", "says"), [(12, "in 12 days"), (1, "tomorrow"), (0, "today"), (-1, None)]
)
def test_days_to_the_interview(
    app: App, context: BrowserContext, days: int, says: str | None
) -> None:
    # The browser's clock stands at noon, or a midnight between would change the number.
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    page = context.new_page()
    page.clock.set_fixed_time(noon)
    page.goto(app.address + "/settings")
    chosen = page.get_by_label("The day of your interview")
    day = (noon + timedelta(days=days)).date().isoformat()
    with page.expect_response(lambda answer: answer.url.endswith("/settings?lang=en")):
        chosen.fill(day)
        chosen.blur()
    page.goto(app.address)
    page.get_by_role("heading", name="viva asks").wait_for()
    row = page.locator("aside dl div").filter(has_text="Your interview")
    if says is None:
        expect(row).to_have_count(0)
    else:
        expect(row.locator("dd")).to_have_text(says)
