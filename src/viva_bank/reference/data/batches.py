"""An epoch is one pass over the data; an iteration is one batch and one update.

    iterations in an epoch = ⌈N/B⌉, or ⌊N/B⌋ if the last, smaller batch is dropped

Source: Goodfellow, Bengio and Courville (2016), "Deep Learning", section 8.1.3.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def iterations_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """⌈N/B⌉ or ⌊N/B⌋."""
    _refuse(n, batch_size)
    return n // batch_size if drop_last else -(-n // batch_size)


def batches(
    n: int, batch_size: int, rng: np.random.Generator | None = None, drop_last: bool = False
) -> Iterator[np.ndarray]:
    """The indices of each batch of one epoch: each example once, shuffled given a generator."""
    _refuse(n, batch_size)
    order = np.arange(n) if rng is None else rng.permutation(n)
    for i in range(iterations_per_epoch(n, batch_size, drop_last)):
        yield order[i * batch_size : (i + 1) * batch_size]


def _refuse(n: int, batch_size: int) -> None:
    if n < 0 or batch_size < 1:
        raise ValueError(
            f"n is {n}, batch_size {batch_size}: give n >= 0 and a batch of at least 1."
        )
