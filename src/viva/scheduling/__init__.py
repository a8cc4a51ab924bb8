"""When to ask again and what to ask next: pure functions, knowing no table and no screen."""

from viva.scheduling.choose import Because, Choice, Situation, Wish, choose, due_now
from viva.scheduling.day import DAY_STARTS, learner_day
from viva.scheduling.memory import (
    DEFAULT_RETENTION,
    MODEL,
    due,
    forecast,
    interval_days,
    recall,
    reviewed,
)
from viva.scheduling.rating import (
    HARD_FROM,
    Happened,
    NotRated,
    allowed_ratings,
    rating_of,
)

__all__ = [
    "DAY_STARTS",
    "DEFAULT_RETENTION",
    "HARD_FROM",
    "MODEL",
    "Because",
    "Choice",
    "Happened",
    "NotRated",
    "Situation",
    "Wish",
    "allowed_ratings",
    "choose",
    "due",
    "due_now",
    "forecast",
    "interval_days",
    "learner_day",
    "rating_of",
    "recall",
    "reviewed",
]
