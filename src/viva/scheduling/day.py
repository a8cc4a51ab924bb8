"""The learner's day: it begins at four in the morning, so that a late evening is one day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

DAY_STARTS = time(4, 0)


def learner_day(now: datetime, zone: tzinfo | None = None) -> date:
    """The day that `now` belongs to on the learner's clock; `zone` None is the machine's zone.

    Counted on the wall clock, so a change to summer time moves no day's beginning. `now` must
    carry a time zone.
    """
    assert now.tzinfo is not None, "a time without a zone names no moment"
    wall = now.astimezone(zone).replace(tzinfo=None)
    return (wall - timedelta(hours=DAY_STARTS.hour, minutes=DAY_STARTS.minute)).date()
