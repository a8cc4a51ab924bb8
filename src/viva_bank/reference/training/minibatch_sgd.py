"""Full batch, stochastic and mini-batch descent are one loop with three batch sizes.

    each epoch: shuffle, cut into batches of B, and for each  θ ← θ − η·∇L_batch(θ)

B = N is full batch, B = 1 stochastic, between them mini-batch. The batch's mean gradient is an
unbiased estimate of the full one, with a variance that falls as 1/B.

Source: Robbins and Monro (1951), "A stochastic approximation method"; Bottou, Curtis and Nocedal
(2018), "Optimization methods for large-scale machine learning", section 3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.data.batches import batches

if TYPE_CHECKING:
    from jaxtyping import Float, Shaped


def minibatch_sgd(
    gradient: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray],
    theta: Float[np.ndarray, "d"],
    X: Shaped[np.ndarray, "n ..."],
    y: Shaped[np.ndarray, "n ..."],
    lr: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> Float[np.ndarray, "visited d"]:
    """All points visited: the start, then one after each batch of each epoch.

    `gradient(theta, X_batch, y_batch)` is the gradient of the batch's *mean* loss.
    """
    path = [theta]
    for _ in range(epochs):
        for index in batches(len(X), batch_size, rng):
            theta = theta - lr * gradient(theta, X[index], y[index])
            path.append(theta)
    return np.stack(path)
