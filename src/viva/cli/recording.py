"""`viva grade --record`: an answer that was judged becomes an attempt."""

from __future__ import annotations

from datetime import UTC, datetime

from viva.catalog import Catalog
from viva.core import Answer, Variant, Verdict
from viva.judge import Judge
from viva.practice import RULES, Practice
from viva.store import find_place, open_store, read_preferences


def record_attempt(
    catalog: Catalog, judge: Judge, variant: Variant, answer: Answer, verdict: Verdict
) -> None:
    """Puts the answer and its verdict into the log of this machine's learner."""
    place = find_place()
    with open_store(RULES, place) as store:
        practice = Practice(catalog, judge, store, learner=read_preferences(place).learner)
        practice.record(variant, answer, verdict, datetime.now(UTC))
