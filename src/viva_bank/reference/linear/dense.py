"""The dense layer: every output is a weighted sum of every input.

    Y = X W + b        ∂L/∂W = Xᵀ dY,  ∂L/∂b = Σ_n dY_n,  ∂L/∂X = dY Wᵀ

W is (d_in, d_out); PyTorch keeps the transpose. It has d_in·d_out + d_out parameters.

Source: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating
errors", equations 1, 6 and 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def dense_forward(
    X: Float[np.ndarray, "batch d_in"],
    W: Float[np.ndarray, "d_in d_out"],
    b: Float[np.ndarray, "d_out"],
) -> Float[np.ndarray, "batch d_out"]:
    """Y."""
    if X.shape[-1] != W.shape[0] or b.shape != W.shape[1:]:
        raise ValueError(
            f"X has shape {X.shape}, W {W.shape} and b {b.shape}: give W (d_in, d_out), b (d_out,)."
        )
    return X @ W + b


def dense_backward(
    dY: Float[np.ndarray, "batch d_out"],
    X: Float[np.ndarray, "batch d_in"],
    W: Float[np.ndarray, "d_in d_out"],
) -> tuple[
    Float[np.ndarray, "batch d_in"], Float[np.ndarray, "d_in d_out"], Float[np.ndarray, "d_out"]
]:
    """(∂L/∂X, ∂L/∂W, ∂L/∂b) from dY = ∂L/∂Y."""
    return dY @ W.T, X.T @ dY, dY.sum(axis=0)
