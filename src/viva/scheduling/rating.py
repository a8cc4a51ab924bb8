"""From what happened in one encounter to the one rating that it earns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from viva.core import Outcome, Rating

HARD_FROM = 0.6


class Happened(msgspec.Struct, frozen=True):
    """One event of an encounter, as far as the rating needs it; `score` is the surely earned."""

    event: Literal["answer", "hint", "give_up"]
    outcome: Outcome | None = None
    score: float = 0.0


# Why there is no rating: nothing was judged, or only the learner can say.
NotRated = Literal["nothing", "ask"]


def rating_of(happened: Sequence[Happened]) -> Rating | NotRated:
    """The rating of an encounter that closes after `happened`, in order.

    Passed at the first try without a hint: Good. Passed later or with a hint, or not passed with a
    best score of at least 0.6: Hard. Otherwise, or given up: Again. Where the judge was undecided
    about the last answer, "ask": the learner says. An answer on which the judge failed is no try;
    where nothing else was tried: "nothing". Hints taken after the pass change nothing. Easy is
    never given here: only the learner says so.
    """
    tries = 0
    hinted = False
    best = 0.0
    last: Outcome | None = None
    for thing in happened:
        if thing.event == "hint":
            hinted = True
        elif thing.event == "give_up":
            return Rating.AGAIN
        elif thing.outcome == "pass":
            return Rating.GOOD if tries == 0 and not hinted else Rating.HARD
        elif thing.outcome is not None and thing.outcome != "error":
            tries += 1
            best = max(best, thing.score)
            last = thing.outcome
    if last is None:
        return "nothing"
    if last == "undecided":
        return "ask"
    return Rating.HARD if best >= HARD_FROM else Rating.AGAIN


def allowed_ratings(ruled: Rating | NotRated) -> frozenset[Rating]:
    """Which ratings the learner may choose instead of the rule's.

    Undecided: any. Passed at once: any. Otherwise only the rule's own or a lower one, so that the
    memory never claims more than was shown. Nothing judged: none.
    """
    if ruled == "nothing":
        return frozenset()
    if ruled == "ask" or ruled is Rating.GOOD:
        return frozenset(Rating)
    return frozenset(rating for rating in Rating if rating <= ruled)
