"""Standardisation gives every feature mean 0 and variance 1.

    x′ = (x − μ) / σ        σ² = (1/N) Σ (x − μ)²: the population's, divided by N

μ and σ are the training data's. A constant feature becomes 0.

Source: LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp", section 4.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


class StandardScaler:
    """Learns `mu` and `sigma` from the training data."""

    def __init__(self) -> None:
        self.mu, self.sigma = np.zeros(0), np.zeros(0)

    def fit(self, X: Float[np.ndarray, "n d"]) -> StandardScaler:
        """Takes mean and standard deviation of each column."""
        if len(X) == 0:
            raise ValueError("X is empty: give at least one row.")
        self.mu = X.mean(axis=0)
        sigma = X.std(axis=0)
        # A constant column has σ of rounding size, not always exactly 0: compare the extremes.
        self.sigma = np.where(X.max(axis=0) > X.min(axis=0), sigma, 1)
        return self

    def transform(self, X: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m d"]:
        """Standardised."""
        return (X - self.mu) / self.sigma

    def inverse(self, X: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m d"]:
        """Back in the original units."""
        return X * self.sigma + self.mu
