"""What the examiner asks next."""

from __future__ import annotations

from collections.abc import Collection

from viva.core import Verdict
from viva.judge.kind import FollowUp
from viva.judge.kinds.explain.schema import Rubric

# A missing point may be unknown; of an unsure one the learner has said something already, so that
# asking is worth a little less.
_UNSURE = 0.75


def follow_up(rubric: Rubric, verdict: Verdict, asked: Collection[str] = ()) -> FollowUp | None:
    """The follow-up of the most valuable point that is missing or unsure and not yet asked for.

    Essential points go before extra ones, then heavier before lighter, then as the rubric has
    them. None where nothing is left to ask, or the answer was handed back unjudged.
    """
    states = {c.id: c.state for c in verdict.criteria}
    best: tuple[float, int] | None = None
    for n, point in enumerate(rubric.point):
        state = states.get(point.id)
        if state not in ("missing", "unsure") or point.id in asked or not point.follow_up.en:
            continue
        worth = point.weight * (_UNSURE if state == "unsure" else 1.0) + 100 * point.essential
        if best is None or worth > best[0]:
            best = (worth, n)
    if best is None:
        return None
    chosen = rubric.point[best[1]]
    return FollowUp(chosen.id, chosen.follow_up)
