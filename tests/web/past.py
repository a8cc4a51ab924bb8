"""A learner with a past: questions that were had days ago, so that some are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from viva.catalog import Catalog
from viva.judge import Judge
from viva.practice import RULES, Practice
from viva.store import open_store, place_in, read_preferences

# Question, how many days ago, whether it was known.
LEARNT = (
    ("accuracy_limits/base_rate", 9, False),
    ("activation_role/sigmoid_derivative", 6, True),
    ("gan/optimal_discriminator", 5, False),
    ("batch_norm/forward_by_hand", 4, False),
    ("tensor/strides", 3, False),
    ("auc/pairs_by_hand", 2, False),
    ("pooling/output", 1, False),
    ("lstm/parameters", 0, False),
)
RIGHT = {
    "activation_role/sigmoid_derivative": {
        "derivative": "e^{-x}/(1+e^{-x})^2\ns(1-s)",
        "second": "s(1-s)(1-2s)",
        "bound": "4^{-L}",
    }
}


def live(folder: Path, learnt: tuple[tuple[str, int, bool], ...] = LEARNT) -> None:
    """Lets the learner of a data folder have had these questions."""
    place = place_in(folder)
    learner = read_preferences(place).learner
    now = datetime.now(UTC)
    with open_store(RULES, place) as store, Judge() as judge:
        practice = Practice(Catalog.installed(), judge, store, learner=learner)
        for question, days, known in learnt:
            at = now - timedelta(days=days, minutes=10)
            encounter = practice.start(question, at, seed=1)
            later = at + timedelta(minutes=3)
            if known:
                practice.submit(encounter, RIGHT[question], later, key=f"past-{question}")
            else:
                practice.give_up(encounter, later)
