"""A learning curve shows the error on training and validation data against the number of examples.

High bias: both errors high and close. High variance: a wide gap that narrows with more data.

Source: Cortes, Jackel, Solla, Vapnik and Denker (1993), "Learning curves: asymptotic values and
rate of convergence".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Shaped


@dataclass(frozen=True)
class LearningCurve:
    """Errors at each size; the training error is on the examples that were trained on."""

    sizes: np.ndarray
    train_errors: np.ndarray
    validation_errors: np.ndarray


def learning_curve(
    fit: Callable[[np.ndarray, np.ndarray], Any],
    error: Callable[[Any, np.ndarray, np.ndarray], float],
    train: tuple[Shaped[np.ndarray, "n ..."], Shaped[np.ndarray, "n ..."]],
    validation: tuple[Shaped[np.ndarray, "m ..."], Shaped[np.ndarray, "m ..."]],
    sizes: Sequence[int],
    rng: np.random.Generator,
) -> LearningCurve:
    """Fits on nested random subsets: a larger one contains the smaller ones."""
    X, y = train
    if not sizes or min(sizes) < 1 or max(sizes) > len(X):
        raise ValueError(f"sizes are {list(sizes)}: give numbers from 1 to {len(X)}.")
    order = rng.permutation(len(X))
    train_errors, validation_errors = [], []
    for size in sizes:
        chosen = order[:size]
        model = fit(X[chosen], y[chosen])
        train_errors.append(error(model, X[chosen], y[chosen]))
        validation_errors.append(error(model, *validation))
    return LearningCurve(np.array(sizes), np.array(train_errors), np.array(validation_errors))
