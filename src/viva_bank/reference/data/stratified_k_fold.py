"""Stratified k-fold keeps the share of every class in every fold.

    deal the (shuffled) rows of each class out to the folds in turn, going on where the last class
    ended

Then no fold has more than one example of a class above another, nor more than one row in all.

Source: Kohavi (1995), "A study of cross-validation and bootstrap for accuracy estimation and model
selection".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Shaped


def stratified_k_fold(
    y: Shaped[np.ndarray, "n"], k: int, rng: np.random.Generator | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(training, validation) indices of each fold, sorted.

    ValueError unless k ≥ 2 and every class has at least k examples.
    """
    _, group, size = np.unique(y, return_inverse=True, return_counts=True)
    if k < 2 or len(y) == 0 or size.min() < k:
        raise ValueError(
            f"k is {k} and the class counts are {size.tolist()}: "
            "give 2 folds or more, and at most as many as the rarest class has examples."
        )
    fold, dealt = np.empty(len(y), dtype=int), 0
    for c in range(len(size)):
        rows = np.flatnonzero(group == c)
        if rng is not None:
            rows = rng.permutation(rows)
        fold[rows] = (dealt + np.arange(len(rows))) % k
        dealt += len(rows)
    for f in range(k):
        yield np.flatnonzero(fold != f), np.flatnonzero(fold == f)
