"""Re-sampling evens out the classes by repeating the rare or by dropping the common.

    repeat      every rare example ⌊N_max/N_c⌋ times, and a random few once more: all are kept
    bootstrap   N_max draws with replacement from each class
    under       N_min draws without replacement from each class: most of the common ones are lost

Only the training data: re-sampling before the split puts copies of a row on both sides.

Source: He and Garcia (2009), "Learning from imbalanced data", section 3.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Int, Shaped


def resample(
    y: Shaped[np.ndarray, "n"],
    how: Literal["repeat", "bootstrap", "under"],
    rng: np.random.Generator,
) -> Int[np.ndarray, "m"]:
    """Indices into the data, shuffled, with as many of every class."""
    if len(y) == 0 or how not in ("repeat", "bootstrap", "under"):
        raise ValueError(f'how is {how!r} for {len(y)} rows: use "repeat", "bootstrap" or "under".')
    _, group, size = np.unique(y, return_inverse=True, return_counts=True)
    target = size.min() if how == "under" else size.max()
    chosen = []
    for c in range(len(size)):
        rows = np.flatnonzero(group == c)
        if how == "repeat":
            extra = rng.choice(rows, target % len(rows), replace=False)
            chosen.append(np.concatenate([np.tile(rows, target // len(rows)), extra]))
        else:
            chosen.append(rng.choice(rows, target, replace=how == "bootstrap"))
    return rng.permutation(np.concatenate(chosen))
