"""Batch normalisation: each channel is standardised over the batch, then scaled and shifted.

    training   y = γ·x̂ + β,  x̂ = (x − μ_B) / √(σ²_B + ε),  μ_B and σ²_B over all axes but channel
    running    r ← (1 − momentum)·r + momentum·(batch statistic)
    testing    y = γ·(x − r_μ) / √(r_σ² + ε) + β: a fixed affine map, no batch involved
    backward   ∂γ = Σ dy·x̂,  ∂β = Σ dy,  ∂x as in `standardise_backward` with g = γ·dy

Two variances, as in PyTorch: the *biased* one (divided by m) normalises the batch, the *unbiased*
one (m − 1) enters the running average; the paper too multiplies by m/(m − 1) for the test
(Algorithm 2, step 10). `momentum` is the weight of the new batch, also as in PyTorch.

Source: Ioffe and Szegedy (2015), "Batch normalization: accelerating deep network training by
reducing internal covariate shift", Algorithms 1 and 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.normalisation.standardise import (
    Standardised,
    standardise,
    standardise_backward,
)

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class BatchNormCache:
    """What the backward pass needs of a training-mode forward pass."""

    standardised: Standardised
    gamma: np.ndarray


def batch_norm_forward(
    x: Float[np.ndarray, "batch channel *space"],
    gamma: Float[np.ndarray, "channel"],
    beta: Float[np.ndarray, "channel"],
    eps: float = 1e-5,
) -> tuple[Float[np.ndarray, "batch channel *space"], BatchNormCache]:
    """(y, cache) in training mode, for x of (N, D) or (N, C, H, W).

    ValueError if a channel has a single value: its variance would be 0 and y would be β, whatever
    x.
    """
    m = x.size // max(x.shape[1], 1)
    if m < 2:
        raise ValueError(
            f"x has shape {x.shape}, so {m} value a channel: training needs at least 2; "
            "give a larger batch, or use test mode."
        )
    s = standardise(x, _all_but_channel(x), eps)
    return _per_channel(gamma, x) * s.x_hat + _per_channel(beta, x), BatchNormCache(s, gamma)


def batch_norm_backward(
    dy: Float[np.ndarray, "batch channel *space"], cache: BatchNormCache
) -> tuple[
    Float[np.ndarray, "batch channel *space"],
    Float[np.ndarray, "channel"],
    Float[np.ndarray, "channel"],
]:
    """(∂L/∂x, ∂L/∂γ, ∂L/∂β) of the training mode."""
    s = cache.standardised
    dgamma = (dy * s.x_hat).sum(axis=s.axes)
    dbeta = dy.sum(axis=s.axes)
    return standardise_backward(dy * _per_channel(cache.gamma, dy), s), dgamma, dbeta


def batch_norm_test(
    x: Float[np.ndarray, "batch channel *space"],
    gamma: Float[np.ndarray, "channel"],
    beta: Float[np.ndarray, "channel"],
    running_mean: Float[np.ndarray, "channel"],
    running_var: Float[np.ndarray, "channel"],
    eps: float = 1e-5,
) -> Float[np.ndarray, "batch channel *space"]:
    """y in test mode: every example on its own, so that a batch of 1 is fine."""
    scale = gamma / np.sqrt(running_var + eps)
    return _per_channel(scale, x) * x + _per_channel(beta - scale * running_mean, x)


def batch_norm_test_backward(
    dy: Float[np.ndarray, "batch channel *space"],
    gamma: Float[np.ndarray, "channel"],
    running_var: Float[np.ndarray, "channel"],
    eps: float = 1e-5,
) -> Float[np.ndarray, "batch channel *space"]:
    """∂L/∂x in test mode: the statistics are constants, so nothing is subtracted."""
    return dy * _per_channel(gamma / np.sqrt(running_var + eps), dy)


class BatchNorm:
    """The layer with its running statistics; `training` chooses the mode."""

    def __init__(self, channels: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        """γ = 1, β = 0, running mean 0 and variance 1, as nothing has been seen yet."""
        if channels < 1 or not 0 < momentum <= 1:
            raise ValueError(
                f"channels is {channels}, momentum {momentum}: give at least one channel, "
                "and the new batch a weight in (0, 1]."
            )
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)
        self.eps, self.momentum, self.training = eps, momentum, True
        self._cache: BatchNormCache | None = None

    def forward(
        self, x: Float[np.ndarray, "batch channel *space"]
    ) -> Float[np.ndarray, "batch channel *space"]:
        """y; in training mode the running statistics move towards this batch's."""
        if not self.training:
            self._cache = None
            return batch_norm_test(
                x, self.gamma, self.beta, self.running_mean, self.running_var, self.eps
            )
        y, self._cache = batch_norm_forward(x, self.gamma, self.beta, self.eps)
        s, m = self._cache.standardised, x.size // x.shape[1]
        unbiased = s.var.ravel() * m / (m - 1)
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * s.mu.ravel()
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * unbiased
        return y

    def backward(
        self, dy: Float[np.ndarray, "batch channel *space"]
    ) -> tuple[
        Float[np.ndarray, "batch channel *space"],
        Float[np.ndarray, "channel"],
        Float[np.ndarray, "channel"],
    ]:
        """(∂L/∂x, ∂L/∂γ, ∂L/∂β) of the last forward pass in training mode."""
        if self._cache is None:
            raise ValueError("Nothing to go back through: call forward in training mode first.")
        return batch_norm_backward(dy, self._cache)


def _all_but_channel(x: np.ndarray) -> tuple[int, ...]:
    return (0, *range(2, x.ndim))


def _per_channel(v: np.ndarray, x: np.ndarray) -> np.ndarray:
    if x.ndim < 2 or v.shape != (x.shape[1],):
        raise ValueError(
            f"A parameter has shape {v.shape} and x has shape {x.shape}: "
            "give one number per channel, the channel being axis 1."
        )
    return v.reshape(-1, *([1] * (x.ndim - 2)))
