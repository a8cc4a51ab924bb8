"""The ROC curve: how many positives are caught, against how many negatives are disturbed.

    FPR = FP/N_neg (across)        TPR = TP/N_pos (up)        as the threshold falls from +∞

Both axes are shares *within* a class, so the curve does not depend on the prevalence. Examples
with the same score cross the threshold together: a tie is one slanted segment, never a staircase
whose shape depends on the order of the rows.

Source: Fawcett (2006), "An introduction to ROC analysis", Algorithm 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


@dataclass(frozen=True)
class Roc:
    """Points from (0, 0) to (1, 1), with the threshold of each: score ≥ threshold is positive."""

    fpr: np.ndarray
    tpr: np.ndarray
    thresholds: np.ndarray


def roc_curve(y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]) -> Roc:
    """One point per distinct score, and (0, 0) at +∞ first; O(n log n).

    ValueError unless both classes occur and every score is a number.
    """
    tp, fp, thresholds = cumulative_counts(y, scores)
    if tp[-1] == 0 or fp[-1] == 0:
        raise ValueError("Only one class occurs: give at least one 0 and one 1.")
    return Roc(
        np.concatenate([[0.0], fp / fp[-1]]),
        np.concatenate([[0.0], tp / tp[-1]]),
        np.concatenate([[np.inf], thresholds]),
    )


def cumulative_counts(
    y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]
) -> tuple[Int[np.ndarray, "m"], Int[np.ndarray, "m"], Float[np.ndarray, "m"]]:
    """(TP, FP, threshold) at each distinct score, from the highest down."""
    if y.shape != scores.shape or not np.isin(y, (0, 1)).all():
        raise ValueError("Give as many labels as scores, each label 0 or 1.")
    if len(y) == 0 or np.isnan(scores).any():
        raise ValueError("Give at least one score, and no NaN: a NaN has no rank.")
    order = np.argsort(-scores, kind="stable")
    ranked, hit = scores[order], y[order]
    # Only the last of equal scores is a point that a threshold can reach.
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    tp = np.cumsum(hit)[last]
    return tp, last + 1 - tp, ranked[last]
