"""The GRU: one state, and one gate that says how much of it to replace.

    r = σ(x W_r + h U_r + b_r)        z = σ(x W_z + h U_z + b_z)
    n = tanh(x W_n + b_n + r ⊙ (h U_n + c_n))        h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}

The weights hold [r z n] side by side. This is PyTorch's form, with the reset gate after the
product, which is why the candidate has a second bias c_n. The paper's own form has n = tanh(x W_n
+ (r ⊙ h) U_n): another function of the same weights (`reset_after=False`; c_n is then simply added
to b_n). Parameters: 3·h·(d + h + 1) + h.

Source: Cho et al. (2014), "Learning phrase representations using RNN encoder–decoder", equations 5
to 8; Chung, Gulcehre, Cho and Bengio (2014) for the comparison with the LSTM.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class GruStep:
    """What one step computed, each (batch, h); `m` is h U_n + c_n before the reset gate."""

    x: np.ndarray
    h_before: np.ndarray
    r: np.ndarray
    z: np.ndarray
    n: np.ndarray
    m: np.ndarray
    h: np.ndarray


@dataclass(frozen=True)
class GruGradients:
    """∂L/∂ of the inputs, the first state and the parameters."""

    dX: np.ndarray
    dh0: np.ndarray
    dW: np.ndarray
    dU: np.ndarray
    db: np.ndarray
    dc_n: np.ndarray


def gru_cell(
    x: Float[np.ndarray, "n d"],
    h: Float[np.ndarray, "n h"],
    W: Float[np.ndarray, "d 3*h"],
    U: Float[np.ndarray, "h 3*h"],
    b: Float[np.ndarray, "3*h"],
    c_n: Float[np.ndarray, "h"],
    reset_after: bool = True,
) -> GruStep:
    """One step."""
    k = h.shape[1]
    if W.shape[1] != 3 * k or U.shape != (k, 3 * k):
        raise ValueError(
            f"h has shape {h.shape}, W {W.shape} and U {U.shape}: give W (d, 3h) and U (h, 3h)."
        )
    a_r, a_z, a_n = np.split(x @ W + b, 3, axis=1)
    r = sigmoid(a_r + h @ U[:, :k])
    z = sigmoid(a_z + h @ U[:, k : 2 * k])
    U_n = U[:, 2 * k :]
    m = h @ U_n + c_n
    n = np.tanh(a_n + r * m) if reset_after else np.tanh(a_n + (r * h) @ U_n + c_n)
    return GruStep(x, h, r, z, n, m, (1 - z) * n + z * h)


def gru_forward(
    X: Float[np.ndarray, "t n d"],
    h0: Float[np.ndarray, "n h"],
    W: Float[np.ndarray, "d 3*h"],
    U: Float[np.ndarray, "h 3*h"],
    b: Float[np.ndarray, "3*h"],
    c_n: Float[np.ndarray, "h"],
) -> tuple[Float[np.ndarray, "t n h"], list[GruStep]]:
    """(all states h_1 … h_T, the steps, for the way back), reset after the product."""
    if len(X) == 0:
        raise ValueError("X has no steps: give at least one.")
    steps: list[GruStep] = []
    h = h0
    for x in X:
        steps.append(gru_cell(x, h, W, U, b, c_n))
        h = steps[-1].h
    return np.stack([s.h for s in steps]), steps


def gru_backward(
    dH: Float[np.ndarray, "t n h"],
    steps: list[GruStep],
    W: Float[np.ndarray, "d 3*h"],
    U: Float[np.ndarray, "h 3*h"],
) -> GruGradients:
    """Gradients from dH = ∂L/∂h_t, for the form with the reset after the product."""
    dh = np.zeros_like(steps[0].h)
    dW, dU, db, dc_n = np.zeros_like(W), np.zeros_like(U), np.zeros_like(W[0]), np.zeros_like(dh[0])
    dX = []
    for dh_direct, s in zip(dH[::-1], reversed(steps), strict=True):
        dh = dh + dh_direct
        da_n = dh * (1 - s.z) * (1 - s.n**2)
        da_r = da_n * s.m * s.r * (1 - s.r)
        da_z = dh * (s.h_before - s.n) * s.z * (1 - s.z)
        # What reaches the input's product and the state's differs in the candidate alone.
        from_x = np.concatenate([da_r, da_z, da_n], axis=1)
        from_h = np.concatenate([da_r, da_z, da_n * s.r], axis=1)
        dW += s.x.T @ from_x
        dU += s.h_before.T @ from_h
        db += from_x.sum(axis=0)
        dc_n += (da_n * s.r).sum(axis=0)
        dX.append(from_x @ W.T)
        dh = dh * s.z + from_h @ U.T
    return GruGradients(np.stack(dX[::-1]), dh, dW, dU, db, dc_n)
