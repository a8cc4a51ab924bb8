"""The learner's day begins at four in the morning of the learner's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva.scheduling import learner_day

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2026, 3, 2, 3, 59, tzinfo=UTC), UTC, date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 0, tzinfo=UTC), UTC, date(2026, 3, 2)),
        (datetime(2026, 3, 1, 20, 30, tzinfo=UTC), SHANGHAI, date(2026, 3, 2)),
        (datetime(2026, 3, 1, 19, 30, tzinfo=UTC), SHANGHAI, date(2026, 3, 1)),
        # The night in which summer time begins: two o'clock becomes three.
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), BERLIN, date(2026, 3, 28)),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), BERLIN, date(2026, 3, 29)),
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), BERLIN, date(2026, 10, 24)),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), BERLIN, date(2026, 10, 25)),
    ],
)
def test_the_day_begins_at_four(moment: datetime, zone: object, day: date) -> None:
    assert learner_day(moment, zone) == day  # type: ignore[arg-type]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(AssertionError, match="without a zone"):
        learner_day(datetime(2026, 3, 2, 12, 0))


@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)),
    st.sampled_from([UTC, BERLIN, SHANGHAI]),
)
def test_the_day_is_always_within_a_day_of_utc(moment: datetime, zone: ZoneInfo) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert abs(learner_day(aware, zone) - aware.date()) <= timedelta(days=1)
    assert learner_day(aware + timedelta(days=2), zone) > learner_day(aware, zone)
