"""Cross-entropy of a class against logits: the loss of classification.

    l_n = −Σ_k t_nk·log p_nk        p = softmax(z)        ∂l_n/∂z_nk = p_nk − t_nk

with the target t one-hot at the label y, or smoothed: t_k = (1 − ε)·1[k = y] + ε/K. From the
logits, log p is taken by log-sum-exp; taking the logarithm of p would give −∞ for a sure error.

Sources: Bishop (2006), "Pattern Recognition and Machine Learning", equations 4.108 and 4.109;
Szegedy, Vanhoucke, Ioffe, Shlens and Wojna (2016), "Rethinking the Inception architecture",
section 7 (label smoothing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.softmax import log_softmax, softmax
from viva_bank.reference.losses.reduction import Reduction, reduced, share

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def softmax_cross_entropy(
    z: Float[np.ndarray, "batch k"],
    y: Int[np.ndarray, "batch"],
    epsilon: float = 0.0,
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "batch"]:
    """The loss of logits z against labels y in 0 … k − 1, smoothed by ε in [0, 1], in nats."""
    t = smoothed_one_hot(y, z.shape[1], epsilon).astype(z.dtype)
    return reduced(-(t * log_softmax(z)).sum(axis=1), reduction)


def softmax_cross_entropy_gradient(
    z: Float[np.ndarray, "batch k"],
    y: Int[np.ndarray, "batch"],
    epsilon: float = 0.0,
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "batch k"]:
    """∂L/∂z of the reduced loss: (p − t), over the batch size for the mean."""
    t = smoothed_one_hot(y, z.shape[1], epsilon).astype(z.dtype)
    return (softmax(z) - t) * share(len(y), reduction)


def smoothed_one_hot(
    y: Int[np.ndarray, "batch"], k: int, epsilon: float = 0.0
) -> Float[np.ndarray, "batch k"]:
    """t_k = (1 − ε)·1[k = y] + ε/K: one row a label, adding up to 1."""
    if not 0 <= epsilon <= 1:
        raise ValueError(f"epsilon is {epsilon}: give a share in [0, 1].")
    if y.size and not (y.min() >= 0 and y.max() < k):
        raise ValueError(f"Labels span {y.min()} … {y.max()}: with {k} classes use 0 … {k - 1}.")
    return (1 - epsilon) * np.eye(k)[y] + epsilon / k
