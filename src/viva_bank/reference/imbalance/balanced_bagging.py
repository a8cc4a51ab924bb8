"""Balanced bagging trains several models, each on all rare and on other common examples, and
averages.

    K = ⌈N_common / N_rare⌉ models: the common examples are cut into K parts, so that each is used
    once

1 000 against 10 000 gives ten models on 1 000 + 1 000 each.

Source: Liu, Wu and Zhou (2009), "Exploratory undersampling for class-imbalance learning"
(EasyEnsemble draws each part anew; cutting wastes no example).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def balanced_parts(y: Int[np.ndarray, "n"], rng: np.random.Generator) -> list[Int[np.ndarray, "m"]]:
    """The rows of each model: all of the rarer class with one part of the other."""
    rows = [np.flatnonzero(y == c) for c in (0, 1)]
    if not np.isin(y, (0, 1)).all() or min(map(len, rows)) == 0:
        raise ValueError("Give labels 0 and 1, with at least one example of each.")
    rare, common = sorted(rows, key=len)
    parts = -(-len(common) // len(rare))
    return [np.concatenate([rare, part]) for part in np.array_split(rng.permutation(common), parts)]


class BalancedBagging:
    """`fit(X, y)` makes a model, `predict(model, X)` its scores; ours is the mean of the scores."""

    def __init__(
        self,
        fit: Callable[[np.ndarray, np.ndarray], Any],
        predict: Callable[[Any, np.ndarray], np.ndarray],
    ) -> None:
        self._fit, self._predict = fit, predict
        self.models: list[Any] = []

    def fit(
        self, X: Float[np.ndarray, "n d"], y: Int[np.ndarray, "n"], rng: np.random.Generator
    ) -> BalancedBagging:
        """One model a part."""
        self.models = [self._fit(X[rows], y[rows]) for rows in balanced_parts(y, rng)]
        return self

    def predict(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n"]:
        """The mean score of the models."""
        if not self.models:
            raise ValueError("There are no models yet: call fit first.")
        return np.mean([self._predict(model, X) for model in self.models], axis=0)
