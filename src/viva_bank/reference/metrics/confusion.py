"""The confusion matrix counts every pair (true class, predicted class).

    C_ij = number of examples of class i that were called j        accuracy = Σ_i C_ii / N

For two classes, 1 being positive: TN = C_00, FP = C_01, FN = C_10, TP = C_11.

Source: Stehman (1997), "Selecting and interpreting measures of thematic classification accuracy";
Fawcett (2006), "An introduction to ROC analysis", figure 1 (there the columns are the truth).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Int


def confusion_matrix(
    y: Int[np.ndarray, "n"], y_hat: Int[np.ndarray, "n"], k: int
) -> Int[np.ndarray, "k k"]:
    """C, for labels 0 … k − 1, classes that never occur included."""
    for name, labels in (("y", y), ("y_hat", y_hat)):
        if labels.size and not (labels.min() >= 0 and labels.max() < k):
            raise ValueError(
                f"{name} spans {labels.min()} … {labels.max()}: with {k} classes use 0 … {k - 1}."
            )
    if y.shape != y_hat.shape:
        raise ValueError(f"{len(y)} truths and {len(y_hat)} predictions: give as many.")
    return np.bincount(y * k + y_hat, minlength=k * k).reshape(k, k)


def accuracy(C: Int[np.ndarray, "k k"]) -> float:
    """The share on the diagonal. ValueError for no examples."""
    if C.sum() == 0:
        raise ValueError("The matrix is empty: accuracy needs at least one example.")
    return float(np.trace(C) / C.sum())
