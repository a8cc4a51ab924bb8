"""Entropy, cross-entropy and Kullback–Leibler divergence of distributions, in nats.

    H(p) = −Σ p log p        H(p, q) = −Σ p log q        KL(p‖q) = Σ p log(p/q) = H(p, q) − H(p)

0·log 0 counts as 0; q = 0 where p > 0 makes H(p, q) and KL infinite. KL ≥ 0, zero only at p = q,
and it is not symmetric.

Sources: Shannon (1948), "A mathematical theory of communication"; Kullback and Leibler (1951),
"On information and sufficiency".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def entropy(p: Float[np.ndarray, "*batch k"]) -> Float[np.ndarray, "*batch"]:
    """H(p) along the last axis [nats]; at most log k."""
    _refuse(p, "p")
    return -_times_log(p, p).sum(axis=-1)


def cross_entropy(
    p: Float[np.ndarray, "*batch k"], q: Float[np.ndarray, "*batch k"]
) -> Float[np.ndarray, "*batch"]:
    """H(p, q) along the last axis [nats]: the cost of coding p with a code made for q."""
    _refuse(p, "p")
    _refuse(q, "q")
    return -_times_log(p, q).sum(axis=-1)


def kl_divergence(
    p: Float[np.ndarray, "*batch k"], q: Float[np.ndarray, "*batch k"]
) -> Float[np.ndarray, "*batch"]:
    """KL(p‖q) along the last axis [nats].

    Summed as p·(log p − log q): the difference of the two entropies would cancel near p = q.
    """
    _refuse(p, "p")
    _refuse(q, "q")
    some = p > 0
    safe_p = np.where(some, p, 1)
    with np.errstate(divide="ignore"):
        log_ratio = np.log(safe_p) - np.log(np.where(some, q, 1))
    return (p * log_ratio).sum(axis=-1)


def _times_log(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """p·log q with 0·log 0 = 0."""
    with np.errstate(divide="ignore"):
        return np.where(p > 0, p, 0) * np.log(np.where(p > 0, q, 1))


def _refuse(p: np.ndarray, name: str) -> None:
    if p.shape[-1] == 0 or (p < 0).any() or not np.allclose(p.sum(axis=-1), 1, atol=1e-5):
        raise ValueError(f"{name} is no distribution: give non-negative numbers that add up to 1.")
