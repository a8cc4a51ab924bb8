"""The LSTM: a cell state that is kept by multiplication with a gate and changed by addition.

    [a_i a_f a_g a_o] = x_t W + h_{t−1} U + b
    i = σ(a_i),  f = σ(a_f),  g = tanh(a_g),  o = σ(a_o)
    c_t = f ⊙ c_{t−1} + i ⊙ g        h_t = o ⊙ tanh(c_t)

Along the direct path ∂c_t/∂c_{t−1} = f: near 1, the gradient neither vanishes nor explodes (the
gates add further paths through h_{t−1}). Parameters: 4·h·(d + h + 1). The order of the gates is
PyTorch's.

Sources: Hochreiter and Schmidhuber (1997), "Long short-term memory"; Gers, Schmidhuber and Cummins
(2000), "Learning to forget" (the forget gate).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class LstmStep:
    """What one step computed: gates and states, each (batch, h), and what it started from."""

    x: np.ndarray
    h_before: np.ndarray
    c_before: np.ndarray
    i: np.ndarray
    f: np.ndarray
    g: np.ndarray
    o: np.ndarray
    c: np.ndarray
    h: np.ndarray


@dataclass(frozen=True)
class LstmGradients:
    """∂L/∂ of the inputs, the first states and the parameters."""

    dX: np.ndarray
    dh0: np.ndarray
    dc0: np.ndarray
    dW: np.ndarray
    dU: np.ndarray
    db: np.ndarray


def lstm_cell(
    x: Float[np.ndarray, "n d"],
    h: Float[np.ndarray, "n h"],
    c: Float[np.ndarray, "n h"],
    W: Float[np.ndarray, "d 4*h"],
    U: Float[np.ndarray, "h 4*h"],
    b: Float[np.ndarray, "4*h"],
) -> LstmStep:
    """One step."""
    if W.shape[1] != 4 * h.shape[1] or U.shape != (h.shape[1], W.shape[1]):
        raise ValueError(
            f"h has shape {h.shape}, W {W.shape} and U {U.shape}: give W (d, 4h) and U (h, 4h)."
        )
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c_next = f * c + i * g
    return LstmStep(x, h, c, i, f, g, o, c_next, o * np.tanh(c_next))


def lstm_forward(
    X: Float[np.ndarray, "t n d"],
    h0: Float[np.ndarray, "n h"],
    c0: Float[np.ndarray, "n h"],
    W: Float[np.ndarray, "d 4*h"],
    U: Float[np.ndarray, "h 4*h"],
    b: Float[np.ndarray, "4*h"],
) -> tuple[Float[np.ndarray, "t n h"], list[LstmStep]]:
    """(all states h_1 … h_T, the steps, for the way back)."""
    if len(X) == 0:
        raise ValueError("X has no steps: give at least one.")
    steps: list[LstmStep] = []
    h, c = h0, c0
    for x in X:
        steps.append(lstm_cell(x, h, c, W, U, b))
        h, c = steps[-1].h, steps[-1].c
    return np.stack([s.h for s in steps]), steps


def lstm_backward(
    dH: Float[np.ndarray, "t n h"],
    steps: list[LstmStep],
    W: Float[np.ndarray, "d 4*h"],
    U: Float[np.ndarray, "h 4*h"],
    dc_last: Float[np.ndarray, "n h"] | None = None,
) -> LstmGradients:
    """Gradients from dH = ∂L/∂h_t and, if the loss looks at it, dc_last = ∂L/∂c_T."""
    dh = np.zeros_like(steps[0].h)
    dc = np.zeros_like(dh) if dc_last is None else dc_last
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(W[0])
    dX = []
    for dh_direct, s in zip(dH[::-1], reversed(steps), strict=True):
        dh = dh + dh_direct
        tanh_c = np.tanh(s.c)
        dc = dc + dh * s.o * (1 - tanh_c**2)
        da = np.concatenate(
            [
                dc * s.g * s.i * (1 - s.i),
                dc * s.c_before * s.f * (1 - s.f),
                dc * s.i * (1 - s.g**2),
                dh * tanh_c * s.o * (1 - s.o),
            ],
            axis=1,
        )
        dW += s.x.T @ da
        dU += s.h_before.T @ da
        db += da.sum(axis=0)
        dX.append(da @ W.T)
        dh, dc = da @ U.T, dc * s.f
    return LstmGradients(np.stack(dX[::-1]), dh, dc, dW, dU, db)
