"""The plain recurrent network: the new state is a squashed mix of the input and the old state.

    h_t = tanh(x_t W + h_{t−1} U + b)

    back through time, from the last step:  da_t = (dh_t + dh from step t + 1) ⊙ (1 − h_t²)
    dW = Σ x_tᵀ da_t,  dU = Σ h_{t−1}ᵀ da_t,  db = Σ da_t,  dh_{t−1} = da_t Uᵀ

The product of the factors diag(1 − h²)·Uᵀ over many steps is what vanishes or explodes. Parameters:
h·(d + h + 1).

Source: Elman (1990), "Finding structure in time"; Werbos (1990), "Backpropagation through time".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class RnnGradients:
    """∂L/∂ of the inputs, the first state and the parameters."""

    dX: np.ndarray
    dh0: np.ndarray
    dW: np.ndarray
    dU: np.ndarray
    db: np.ndarray


def rnn_cell(
    x: Float[np.ndarray, "n d"],
    h: Float[np.ndarray, "n h"],
    W: Float[np.ndarray, "d h"],
    U: Float[np.ndarray, "h h"],
    b: Float[np.ndarray, "h"],
) -> Float[np.ndarray, "n h"]:
    """One step."""
    return np.tanh(x @ W + h @ U + b)


def rnn_forward(
    X: Float[np.ndarray, "t n d"],
    h0: Float[np.ndarray, "n h"],
    W: Float[np.ndarray, "d h"],
    U: Float[np.ndarray, "h h"],
    b: Float[np.ndarray, "h"],
) -> Float[np.ndarray, "t n h"]:
    """All states h_1 … h_T."""
    if len(X) == 0 or X.shape[2] != W.shape[0] or h0.shape[1] != U.shape[0]:
        raise ValueError(
            f"X has shape {X.shape}, h0 {h0.shape}, W {W.shape} and U {U.shape}: "
            "give X (time, batch, d) of at least one step, W (d, h), U (h, h)."
        )
    H = []
    h = h0
    for x in X:
        h = rnn_cell(x, h, W, U, b)
        H.append(h)
    return np.stack(H)


def rnn_backward(
    dH: Float[np.ndarray, "t n h"],
    X: Float[np.ndarray, "t n d"],
    h0: Float[np.ndarray, "n h"],
    H: Float[np.ndarray, "t n h"],
    W: Float[np.ndarray, "d h"],
    U: Float[np.ndarray, "h h"],
) -> RnnGradients:
    """Gradients from dH = ∂L/∂h_t, the direct one at each step."""
    dX, dW, dU, db = np.empty_like(X), np.zeros_like(W), np.zeros_like(U), np.zeros_like(U[0])
    dh = np.zeros_like(h0)
    for t in reversed(range(len(X))):
        da = (dH[t] + dh) * (1 - H[t] ** 2)
        h_before = H[t - 1] if t else h0
        dW += X[t].T @ da
        dU += h_before.T @ da
        db += da.sum(axis=0)
        dX[t] = da @ W.T
        dh = da @ U.T
    return RnnGradients(dX, dh, dW, dU, db)
