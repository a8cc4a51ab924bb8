"""k-fold cross-validation: every example is in the validation set exactly once.

    k folds whose sizes differ by at most one: the first N mod k have ⌈N/k⌉, the others ⌊N/k⌋

Source: Stone (1974), "Cross-validatory choice and assessment of statistical predictions"; Kohavi
(1995), "A study of cross-validation and bootstrap for accuracy estimation and model selection".
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def k_fold(
    n: int, k: int, rng: np.random.Generator | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(training, validation) indices of each fold, sorted; shuffled first given a generator.

    ValueError unless 2 ≤ k ≤ n.
    """
    if not 2 <= k <= n:
        raise ValueError(f"k is {k} for {n} rows: give 2 to {n} folds.")
    order = np.arange(n) if rng is None else rng.permutation(n)
    for part in np.array_split(order, k):
        held_out = np.zeros(n, dtype=bool)
        held_out[part] = True
        yield np.flatnonzero(~held_out), np.flatnonzero(held_out)
