"""A maxout unit is the largest of k linear functions: it learns its own convex activation.

    h_i(x) = max_j z_ij        z_ij = xᵀ W_·ij + b_ij

With two pieces it can be ReLU (one piece zero), leaky ReLU or the absolute value.

Source: Goodfellow, Warde-Farley, Mirza, Courville and Bengio (2013), "Maxout networks", section 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def maxout(
    x: Float[np.ndarray, "batch d_in"],
    W: Float[np.ndarray, "piece d_in d_out"],
    b: Float[np.ndarray, "piece d_out"],
) -> Float[np.ndarray, "batch d_out"]:
    """The largest of the pieces' outputs, unit by unit."""
    return _pieces(x, W, b).max(axis=0)


def maxout_backward(
    dy: Float[np.ndarray, "batch d_out"],
    x: Float[np.ndarray, "batch d_in"],
    W: Float[np.ndarray, "piece d_in d_out"],
    b: Float[np.ndarray, "piece d_out"],
) -> tuple[
    Float[np.ndarray, "batch d_in"],
    Float[np.ndarray, "piece d_in d_out"],
    Float[np.ndarray, "piece d_out"],
]:
    """(∂L/∂x, ∂L/∂W, ∂L/∂b): the gradient goes to the winning piece alone (the first, if tied)."""
    z = _pieces(x, W, b)
    winner = z.argmax(axis=0)
    dz = np.where(np.arange(len(z))[:, None, None] == winner, dy, 0)
    dx = np.einsum("kno,kio->ni", dz, W)
    dW = np.einsum("ni,kno->kio", x, dz)
    return dx, dW, dz.sum(axis=1)


def _pieces(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    if W.ndim != 3 or W.shape[0] == 0:
        raise ValueError(f"W has shape {W.shape}: give at least one piece, (piece, d_in, d_out).")
    return np.einsum("ni,kio->kno", x, W) + b[:, None, :]
