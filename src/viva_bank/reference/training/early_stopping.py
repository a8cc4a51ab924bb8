"""Early stopping ends training when the validation loss has not improved for a while.

    improved:  loss < best − min_delta
    stop:      `patience` epochs in a row without improvement

The weights to keep are those of the best epoch, not of the last.

Sources: Prechelt (1998), "Early stopping — but when?"; Goodfellow, Bengio and Courville (2016),
"Deep Learning", Algorithm 7.1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


class EarlyStopping:
    """Watches a loss (smaller is better) and keeps a copy of the best weights."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        if patience < 1 or min_delta < 0:
            raise ValueError(
                f"patience is {patience}, min_delta {min_delta}: wait at least 1 epoch, "
                "and ask for an improvement of 0 or more."
            )
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, -1, -1
        self.best_weights: list[np.ndarray] | None = None

    def update(self, loss: float, weights: Sequence[np.ndarray] | None = None) -> bool:
        """Tells the loss of the next epoch; True means stop. A NaN is never an improvement."""
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
            # A copy: the caller goes on training the originals, perhaps in place.
            self.best_weights = None if weights is None else [np.copy(w) for w in weights]
        return self.epoch - self.best_epoch >= self.patience
