"""Grouped k-fold keeps all rows of a group (a patient, a speaker) on one side of every split.

    largest group first, each into the fold that has the fewest rows so far

With rows of one patient on both sides the model recognises the patient, and the figure lies.

Source: Graham (1969), "Bounds on multiprocessing timing anomalies" (largest first, for even sizes);
Saeb, Lonini, Jayaraman, Mohr and Kording (2017), "The need to approximate the use-case in clinical
machine learning" (why).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Shaped


def grouped_k_fold(
    groups: Shaped[np.ndarray, "n"], k: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(training, validation) indices of each fold, sorted. ValueError for fewer groups than
    folds.
    """
    _, group, size = np.unique(groups, return_inverse=True, return_counts=True)
    if not 2 <= k <= len(size):
        raise ValueError(f"k is {k} for {len(size)} groups: give 2 to {len(size)} folds.")
    fold, rows = np.empty(len(size), dtype=int), np.zeros(k, dtype=int)
    for g in np.argsort(-size, kind="stable"):
        fold[g] = rows.argmin()
        rows[fold[g]] += size[g]
    for f in range(k):
        held_out = fold[group] == f
        yield np.flatnonzero(~held_out), np.flatnonzero(held_out)
