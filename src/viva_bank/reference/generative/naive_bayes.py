"""Gaussian naive Bayes: each class is a cloud whose features are independent of one another.

    log p(c | x) = log π_c + Σ_j log N(x_j; μ_cj, σ²_cj) − log Σ_c' (…)

Means and variances are maximum likelihood (divided by the class's count); `smoothing` times the
largest feature variance is added to every variance, so that a constant feature does no harm.

Source: Ng and Jordan (2001), "On discriminative vs. generative classifiers"; Bishop
(2006), "Pattern Recognition and Machine Learning", section 4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.softmax import log_softmax

if TYPE_CHECKING:
    from jaxtyping import Float, Shaped


class GaussianNaiveBayes:
    """Fits by counting and averaging: one pass, no iterations."""

    def __init__(self, smoothing: float = 1e-9) -> None:
        self.smoothing = smoothing
        self.classes = np.zeros(0)
        self.log_prior, self.mu, self.var = np.zeros(0), np.zeros((0, 0)), np.zeros((0, 0))

    def fit(self, X: Float[np.ndarray, "n d"], y: Shaped[np.ndarray, "n"]) -> GaussianNaiveBayes:
        """Fits priors, means and variances; any labels."""
        if len(X) == 0:
            raise ValueError("X is empty: give at least one example.")
        self.classes, counts = np.unique(y, return_counts=True)
        self.log_prior = np.log(counts / len(y))
        self.mu = np.stack([X[y == c].mean(axis=0) for c in self.classes])
        self.var = np.stack([X[y == c].var(axis=0) for c in self.classes])
        self.var = self.var + self.smoothing * X.var(axis=0).max()
        return self

    def predict_log_proba(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n k"]:
        """log p(c | x), the classes in the order of `classes`."""
        gaps = (X[:, None, :] - self.mu) ** 2 / self.var
        log_likelihood = -0.5 * (np.log(2 * np.pi * self.var) + gaps).sum(axis=2)
        return log_softmax(self.log_prior + log_likelihood)

    def predict(self, X: Float[np.ndarray, "n d"]) -> Shaped[np.ndarray, "n"]:
        """The most probable class."""
        return self.classes[self.predict_log_proba(X).argmax(axis=1)]
