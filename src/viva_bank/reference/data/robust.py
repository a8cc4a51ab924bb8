"""Robust scaling uses the median and the quartiles, which a few outliers cannot move.

    x′ = (x − median) / (Q₃ − Q₁)

Quartiles are interpolated linearly. A feature whose quartiles agree is only shifted.

Source: Tukey (1977), "Exploratory Data Analysis", chapter 2 (median and hinges).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


class RobustScaler:
    """Learns `median` and `iqr` from the training data."""

    def __init__(self) -> None:
        self.median, self.iqr = np.zeros(0), np.zeros(0)

    def fit(self, X: Float[np.ndarray, "n d"]) -> RobustScaler:
        """Takes the median and the distance of the quartiles of each column."""
        if len(X) == 0:
            raise ValueError("X is empty: give at least one row.")
        # np.quantile answers in float64, whatever it is given.
        q1, self.median, q3 = np.quantile(X, [0.25, 0.5, 0.75], axis=0).astype(X.dtype)
        self.iqr = np.where(q3 > q1, q3 - q1, 1)
        return self

    def transform(self, X: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m d"]:
        """Scaled."""
        return (X - self.median) / self.iqr

    def inverse(self, X: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m d"]:
        """Back in the original units."""
        return X * self.iqr + self.median
