"""Softmax turns any numbers into probabilities, larger where the number is larger.

    p_i = e^(z_i) / Σ_j e^(z_j)        log p_i = z_i − log Σ_j e^(z_j)
    ∂p_i/∂z_j = p_i·(δ_ij − p_j)       ∂L/∂z = p ⊙ (dp − ⟨dp, p⟩)

Adding a constant to every z changes nothing, so max z is subtracted first and nothing overflows.

Source: Bridle (1990), "Probabilistic interpretation of feedforward classification network
outputs, with relationships to statistical pattern recognition".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def softmax(z: Float[np.ndarray, "*shape"], axis: int = -1) -> Float[np.ndarray, "*shape"]:
    """Probabilities along `axis`, in the dtype of z; they are positive and add up to 1.

    ValueError if the axis has length 0: no probabilities can add up to 1.
    """
    e = np.exp(_shifted(z, axis))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(z: Float[np.ndarray, "*shape"], axis: int = -1) -> Float[np.ndarray, "*shape"]:
    """log p, finite even where p itself would round to zero."""
    s = _shifted(z, axis)
    return s - np.log(np.exp(s).sum(axis=axis, keepdims=True))


def softmax_jacobian(p: Float[np.ndarray, "n"]) -> Float[np.ndarray, "n n"]:
    """∂p_i/∂z_j = p_i·(δ_ij − p_j), from the probabilities p. Symmetric; its rows add up to 0."""
    return np.diag(p) - np.outer(p, p)


def softmax_backward(
    dp: Float[np.ndarray, "*shape"], z: Float[np.ndarray, "*shape"], axis: int = -1
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂z from dp = ∂L/∂softmax(z), without building the Jacobian: O(n) instead of O(n²)."""
    p = softmax(z, axis)
    return p * (dp - (dp * p).sum(axis=axis, keepdims=True))


def log_softmax_backward(
    dy: Float[np.ndarray, "*shape"], z: Float[np.ndarray, "*shape"], axis: int = -1
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂z from dy = ∂L/∂log_softmax(z): dy − p·Σ dy."""
    return dy - softmax(z, axis) * dy.sum(axis=axis, keepdims=True)


def _shifted(z: np.ndarray, axis: int) -> np.ndarray:
    if z.shape[axis] == 0:
        raise ValueError(f"axis {axis} of z has length 0: give at least one score to normalise.")
    return z - z.max(axis=axis, keepdims=True)
