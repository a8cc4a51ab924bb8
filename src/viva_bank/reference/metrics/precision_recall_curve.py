"""The precision–recall curve looks at the positives alone, and so feels the prevalence.

    P_k = TP_k/(TP_k + FP_k)        R_k = TP_k/N_pos        at each threshold, from the highest down
    average precision  AP = Σ_k (R_k − R_{k−1})·P_k

AP is a step-wise sum: linear interpolation between points of a PR curve, unlike a ROC curve, is too
optimistic. A random scorer's AP is about the share of positives.

Source: Davis and Goadrich (2006), "The relationship between precision-recall and ROC curves"; Zhu
(2004) for AP.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.metrics.roc import cumulative_counts

if TYPE_CHECKING:
    from jaxtyping import Float, Int


@dataclass(frozen=True)
class PrecisionRecall:
    """One point per distinct score, from the highest threshold down: recall rises."""

    precision: np.ndarray
    recall: np.ndarray
    thresholds: np.ndarray


def precision_recall_curve(
    y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]
) -> PrecisionRecall:
    """The curve. ValueError if there is no positive, since recall is then 0/0."""
    tp, fp, thresholds = cumulative_counts(y, scores)
    if tp[-1] == 0:
        raise ValueError("No positive occurs: recall needs at least one label 1.")
    return PrecisionRecall(tp / (tp + fp), tp / tp[-1], thresholds)


def average_precision(y: Int[np.ndarray, "n"], scores: Float[np.ndarray, "n"]) -> float:
    """AP, in (0, 1]; ties are one point, so that the order of the rows does not matter."""
    curve = precision_recall_curve(y, scores)
    return float(np.diff(curve.recall, prepend=0.0) @ curve.precision)
