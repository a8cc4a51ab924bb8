"""Min–max scaling moves every feature into [0, 1] by its extremes.

    x′ = (x − min) / (max − min)

One outlier squeezes all other values together. The extremes are the training data's: unseen values
may fall outside [0, 1]. A constant feature becomes 0.

Source: Han, Kamber and Pei (2011), "Data Mining", equation 3.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


class MinMaxScaler:
    """Learns `low` and `span` from the training data."""

    def __init__(self) -> None:
        self.low, self.span = np.zeros(0), np.zeros(0)

    def fit(self, X: Float[np.ndarray, "n d"]) -> MinMaxScaler:
        """Takes the extremes of each column."""
        if len(X) == 0:
            raise ValueError("X is empty: give at least one row.")
        self.low = X.min(axis=0)
        span = X.max(axis=0) - self.low
        self.span = np.where(span > 0, span, 1)
        return self

    def transform(self, X: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m d"]:
        """Scaled."""
        return (X - self.low) / self.span

    def inverse(self, X: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m d"]:
        """Back in the original units."""
        return X * self.span + self.low
