"""Bias and variance: what is wrong on average, and what changes with the training sample.

    E[(y − f̂(x))²] = (E[f̂(x)] − f(x))² + Var[f̂(x)] + σ²,  y = f(x) + noise of variance σ²

Expectations are over training samples, estimated from R resamples; the variance is the
population's over them (divided by R), so that the identity holds exactly for the R fits at hand.

Source: Geman, Bienenstock and Doursat (1992), "Neural networks and the bias/variance dilemma";
Hastie, Tibshirani and Friedman (2009), equation 7.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class Decomposition:
    """Means over the test points, in squared units of y; `error` is against the noiseless truth."""

    bias_squared: float
    variance: float
    error: float


def bias_variance(
    predictions: Float[np.ndarray, "resample n"], truth: Float[np.ndarray, "n"]
) -> Decomposition:
    """From the predictions of R fitted models at n points, and f there: error = bias² +
    variance.
    """
    if predictions.size == 0:
        raise ValueError("There are no predictions: give at least one resample and one point.")
    mean = predictions.mean(axis=0)
    return Decomposition(
        float(((mean - truth) ** 2).mean()),
        float(predictions.var(axis=0).mean()),
        float(((predictions - truth) ** 2).mean()),
    )
