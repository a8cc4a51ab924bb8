"""AUC is the chance that a random positive scores above a random negative, a tie counting half.

    by pairs      AUC = (1/(N₊·N₋)) Σ_{i∈+} Σ_{j∈−} (1[s_i > s_j] + ½·1[s_i = s_j])        O(N₊·N₋)
    by ranks      AUC = (Σ_{i∈+} rank_i − N₊(N₊ + 1)/2) / (N₊·N₋), ties get mean ranks      O(n log
    n) by trapezoid  the area under the ROC curve, ties being one slanted segment              O(n
    log n)

All three are the same number. It depends on the order alone: any strictly increasing map of the
scores leaves it.

Source: Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating
characteristic (ROC) curve"; Mann and Whitney (1947) for the ranks; Fawcett (2006), Algorithm 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.metrics.roc import roc_curve

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def auc_by_rank(y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]) -> float:
    """AUC from mean ranks; O(n log n)."""
    positives = _refuse(y, scores)
    n_pos, n_neg = int(positives.sum()), int((~positives).sum())
    rank_sum = float(mean_ranks(scores)[positives].sum())
    return (rank_sum - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg)


def auc_by_trapezoid(y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]) -> float:
    """The area under the ROC curve; O(n log n)."""
    roc = roc_curve(y, scores)
    return float((np.diff(roc.fpr) * (roc.tpr[1:] + roc.tpr[:-1]) / 2).sum())


def auc_by_pairs(y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]) -> float:
    """The definition, pair by pair; O(N₊·N₋) time and memory."""
    positives = _refuse(y, scores)
    s_pos, s_neg = scores[positives][:, None], scores[~positives]
    return float(np.count_nonzero(s_pos > s_neg) + 0.5 * np.count_nonzero(s_pos == s_neg)) / (
        s_pos.size * s_neg.size
    )


def mean_ranks(values: Float[np.ndarray, "n"]) -> Float[np.ndarray, "n"]:
    """Ranks from 1, smallest first; equal values share the mean of the ranks they span."""
    _, group, size = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    # A group of `size` values that ends at rank `last` has the mean rank last − (size − 1)/2.
    return (last - (size - 1) / 2)[group]


def _refuse(y: np.ndarray, scores: np.ndarray) -> np.ndarray:
    if y.shape != scores.shape or not np.isin(y, (0, 1)).all():
        raise ValueError("Give as many labels as scores, each label 0 or 1.")
    if np.isnan(scores).any():
        raise ValueError("A score is NaN, which has no rank: find out where it comes from.")
    if not (y == 1).any() or not (y == 0).any():
        raise ValueError("Only one class occurs: give at least one 0 and one 1.")
    return y == 1
