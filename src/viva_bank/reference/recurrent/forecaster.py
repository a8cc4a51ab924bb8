"""A forecaster reads a time series and says the next value at every step.

    h_t = tanh(x_t W + h_{t−1} U + b)        ŷ_t = h_t V + v ≈ x_{t+1}        loss: mean squared
    error

Many to many. Forecasting further ahead feeds the prediction back as the next input.

Source: Elman (1990), "Finding structure in time" (prediction of the next element).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.initialisation.xavier import xavier_uniform
from viva_bank.reference.losses.squared import l2_loss, l2_loss_gradient
from viva_bank.reference.recurrent.rnn import rnn_backward, rnn_cell, rnn_forward

if TYPE_CHECKING:
    from jaxtyping import Float


class Forecaster:
    """`params` = [W, U, b, V, v], settable; gradients come in the same order."""

    def __init__(self, d: int, h: int, rng: np.random.Generator) -> None:
        """Xavier weights, zero biases; d values a step, h units."""
        if d < 1 or h < 1:
            raise ValueError(f"d is {d}, h {h}: give at least 1 of each.")
        self.params = [
            xavier_uniform((d, h), rng),
            xavier_uniform((h, h), rng),
            np.zeros(h),
            xavier_uniform((h, d), rng),
            np.zeros(d),
        ]

    def forward(self, X: Float[np.ndarray, "t n d"]) -> Float[np.ndarray, "t n d"]:
        """ŷ_t, the value expected after x_t, at every step."""
        W, U, b, V, v = self.params
        return rnn_forward(X, np.zeros((X.shape[1], len(b))), W, U, b) @ V + v

    def loss_and_gradients(self, X: Float[np.ndarray, "t n d"]) -> tuple[float, list[np.ndarray]]:
        """(mean squared error of x_2 … x_T, gradients in the order of `params`)."""
        if len(X) < 2:
            raise ValueError(f"The series has {len(X)} steps: give at least 2, one to predict.")
        W, U, b, V, v = self.params
        inputs, targets = X[:-1], X[1:]
        h0 = np.zeros((X.shape[1], len(b)))
        H = rnn_forward(inputs, h0, W, U, b)
        y_hat = H @ V + v
        dy = l2_loss_gradient(y_hat, targets)
        g = rnn_backward(dy @ V.T, inputs, h0, H, W, U)
        dV = np.einsum("tnh,tnd->hd", H, dy)
        return float(l2_loss(y_hat, targets)), [g.dW, g.dU, g.db, dV, dy.sum(axis=(0, 1))]

    def forecast(self, X: Float[np.ndarray, "t n d"], steps: int) -> Float[np.ndarray, "s n d"]:
        """The next `steps` values, each fed back as the input of the one after."""
        if steps < 1:
            raise ValueError(f"steps is {steps}: give at least 1.")
        W, U, b, V, v = self.params
        h = rnn_forward(X, np.zeros((X.shape[1], len(b))), W, U, b)[-1]
        values = [h @ V + v]
        for _ in range(steps - 1):
            h = rnn_cell(values[-1], h, W, U, b)
            values.append(h @ V + v)
        return np.stack(values)
