"""A sentiment classifier: embed the words, read them with an LSTM, judge by the last state.

    x_t = E[w_t]        h_T = LSTM(x_1 … x_T)        logits = h_T V + v        loss: cross-entropy

Many to one. All sequences of a batch have one length; pad the shorter ones in front, so that the
last state has just read a word.

Source: Dai and Le (2015), "Semi-supervised sequence learning" (LSTM text
classification).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.initialisation.xavier import xavier_uniform
from viva_bank.reference.linear.dense import dense_backward, dense_forward
from viva_bank.reference.losses.softmax_cross_entropy import (
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from viva_bank.reference.recurrent.lstm import lstm_backward, lstm_forward

if TYPE_CHECKING:
    from jaxtyping import Float, Int


class SequenceClassifier:
    """`params` = [E, W, U, b, V, v], settable; gradients come in the same order."""

    def __init__(
        self,
        words: int,
        d: int,
        h: int,
        classes: int,
        rng: np.random.Generator,
        forget_bias: float = 1.0,
    ) -> None:
        """Xavier weights, N(0, 0.1²) embeddings, zero biases but for the forget gate's."""
        if min(words, d, h) < 1 or classes < 2:
            raise ValueError("Give at least 1 word, dimension and unit, and 2 classes.")
        b = np.zeros(4 * h)
        b[h : 2 * h] = forget_bias
        self.h = h
        self.params = [
            rng.normal(0, 0.1, (words, d)),
            xavier_uniform((d, 4 * h), rng),
            xavier_uniform((h, 4 * h), rng),
            b,
            xavier_uniform((h, classes), rng),
            np.zeros(classes),
        ]

    def forward(self, tokens: Int[np.ndarray, "n t"]) -> Float[np.ndarray, "n classes"]:
        """The logits."""
        E, W, U, b, V, v = self.params
        zero = np.zeros((len(tokens), self.h))
        H, _ = lstm_forward(E[tokens.T], zero, zero, W, U, b)
        return dense_forward(H[-1], V, v)

    def loss_and_gradients(
        self, tokens: Int[np.ndarray, "n t"], y: Int[np.ndarray, "n"]
    ) -> tuple[float, list[np.ndarray]]:
        """(mean loss, gradients in the order of `params`)."""
        E, W, U, b, V, v = self.params
        zero = np.zeros((len(tokens), self.h))
        H, steps = lstm_forward(E[tokens.T], zero, zero, W, U, b)
        logits = dense_forward(H[-1], V, v)
        dlogits = softmax_cross_entropy_gradient(logits, y)
        dh, dV, dv = dense_backward(dlogits, H[-1], V)
        dH = np.zeros_like(H)
        dH[-1] = dh
        g = lstm_backward(dH, steps, W, U)
        dE = np.zeros_like(E)
        # A word may occur often: `dE[tokens] += …` would keep only one of its gradients.
        np.add.at(dE, tokens.T, g.dX)
        return float(softmax_cross_entropy(logits, y)), [dE, g.dW, g.dU, g.db, dV, dv]
