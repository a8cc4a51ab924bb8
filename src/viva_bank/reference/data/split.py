"""Training data fit the model, validation data choose between models, test data judge the choice
once.

    a random permutation, cut at the given shares; sizes ⌊N·share + ½⌋, the training part gets the
    rest

Choosing on the test set makes its figure optimistic: hence the third part.

Source: Hastie, Tibshirani and Friedman (2009), "The Elements of Statistical Learning", section 7.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Int


def train_validation_test(
    n: int, rng: np.random.Generator, validation: float = 0.2, test: float = 0.2
) -> tuple[Int[np.ndarray, "train"], Int[np.ndarray, "validation"], Int[np.ndarray, "test"]]:
    """Three disjoint sets of indices that together are 0 … n − 1."""
    n_validation, n_test = int(n * validation + 0.5), int(n * test + 0.5)
    if min(validation, test) < 0 or n_validation + n_test >= n:
        raise ValueError(
            f"{n} rows with shares {validation} and {test}: leave at least one row for training."
        )
    order = rng.permutation(n)
    held_out = n_validation + n_test
    return order[held_out:], order[:n_validation], order[n_validation:held_out]
