"""Where to cut a probability: by what errors cost, or by what a validation set prefers.

    call it positive if  p ≥ p* = c_FP/(c_FP + c_FN)        (right answers cost nothing)

For calibrated probabilities that is optimal, and no re-sampling is needed. The empirical way tries
every distinct score and keeps the best F_β.

Source: Elkan (2001), "The foundations of cost-sensitive learning", equation 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.metrics.roc import cumulative_counts

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def cost_threshold(cost_fp: float, cost_fn: float) -> float:
    """p*, from what a false positive and a false negative cost, in the same unit."""
    if not (cost_fp >= 0 and cost_fn >= 0 and cost_fp + cost_fn > 0):
        raise ValueError(f"Costs are {cost_fp} and {cost_fn}: give 0 or more, not both 0.")
    return cost_fp / (cost_fp + cost_fn)


def best_f_threshold(
    y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"], beta: float = 1.0
) -> tuple[float, float]:
    """(threshold, F_β) with the largest F_β for score ≥ threshold; of equals the highest
    threshold.
    """
    tp, fp, thresholds = cumulative_counts(y, scores)
    if tp[-1] == 0:
        raise ValueError("No positive occurs: F needs at least one label 1.")
    b2 = beta**2
    f = (1 + b2) * tp / ((1 + b2) * tp + b2 * (tp[-1] - tp) + fp)
    best = int(f.argmax())
    return float(thresholds[best]), float(f[best])
