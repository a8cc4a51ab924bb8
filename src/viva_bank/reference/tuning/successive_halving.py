"""Successive halving gives all candidates a little, and more only to the better ones.

    rung s = 0, 1, …: each of the survivors gets r·η^s of the resource; the best ⌊n/η^{s+1}⌋ go on

n = η^S candidates cost about (S + 1)·n·r instead of n·r·η^S. A slow starter may be dropped too
early.

Source: Jamieson and Talwalkar (2016), "Non-stochastic best arm identification and hyperparameter
optimization" (there with η = 2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from viva_bank.reference.tuning.trial import Trial


@dataclass(frozen=True)
class Rung:
    """What each survivor got, and the trials, best first."""

    resource: int
    trials: tuple[Trial, ...]


def successive_halving(
    loss: Callable[[dict[str, Any], int], float],
    candidates: Sequence[dict[str, Any]],
    resource: int,
    eta: int = 3,
) -> list[Rung]:
    """The rungs, down to a single survivor: `rungs[-1].trials[0]` is the winner.

    `loss(settings, resource)` is the loss after that much training (epochs, examples, …) in all.
    """
    if not candidates or resource < 1 or eta < 2:
        raise ValueError(
            "Give at least 1 candidate, a resource of 1 or more, and eta of 2 or more."
        )
    survivors, rungs = list(candidates), []
    while True:
        trials = sorted((Trial(c, loss(c, resource)) for c in survivors), key=lambda t: t.loss)
        rungs.append(Rung(resource, tuple(trials)))
        if len(trials) == 1:
            return rungs
        survivors = [t.settings for t in trials[: max(1, len(trials) // eta)]]
        resource *= eta
