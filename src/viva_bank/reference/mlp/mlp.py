"""A multilayer perceptron of any depth, trained on one of three losses.

    h_0 = X,  z_l = h_{l−1} W_l + b_l,  h_l = f(z_l),  output z_L without activation
    backward: δ_L = ∂L/∂z_L,  dW_l = h_{l−1}ᵀ δ_l,  db_l = Σ δ_l,  δ_{l−1} = (δ_l W_lᵀ) ⊙
    f′(z_{l−1})

Parameters: Σ_l (d_{l−1} + 1)·d_l.

Source: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating
errors"; Goodfellow, Bengio and Courville (2016), "Deep Learning", Algorithms 6.3 and 6.4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from viva_bank.reference.activations.relu import relu, relu_backward
from viva_bank.reference.activations.sigmoid import sigmoid, sigmoid_backward
from viva_bank.reference.activations.tanh import tanh, tanh_backward
from viva_bank.reference.data.batches import batches
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.initialisation.xavier import xavier_normal
from viva_bank.reference.linear.dense import dense_backward, dense_forward
from viva_bank.reference.losses.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
)
from viva_bank.reference.losses.softmax_cross_entropy import (
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from viva_bank.reference.losses.squared import l2_loss, l2_loss_gradient
from viva_bank.reference.optimisers.optimiser import Optimiser

if TYPE_CHECKING:
    from jaxtyping import Float, Shaped

Activation = Literal["relu", "tanh", "sigmoid", "identity"]
Loss = Literal["softmax", "binary", "squared"]

ACTIVATIONS: dict[str, tuple[Callable, Callable]] = {
    "relu": (relu, relu_backward),
    "tanh": (tanh, tanh_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
    "identity": (lambda z: z, lambda dy, z: dy),
}
LOSSES: dict[str, tuple[Callable, Callable]] = {
    "softmax": (softmax_cross_entropy, softmax_cross_entropy_gradient),
    "binary": (binary_cross_entropy, binary_cross_entropy_gradient),
    "squared": (l2_loss, l2_loss_gradient),
}


def parameter_count(sizes: Sequence[int]) -> int:
    """Σ (d_{l−1} + 1)·d_l, biases included."""
    return sum((a + 1) * b for a, b in pairwise(sizes))


class MLP:
    """Parameters are `params` = [W_1, b_1, W_2, b_2, …], settable; gradients come in the same
    order.

    Targets: integer labels for "softmax", an (n, k) array of 0 and 1 for "binary", (n, k) for
    "squared". `loss` is always a mean.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        rng: np.random.Generator,
        activation: Activation = "relu",
        loss: Loss = "softmax",
    ) -> None:
        """Sizes from input to output; He weights for ReLU, Xavier otherwise, biases zero."""
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"sizes are {list(sizes)}: give input and output, each at least 1.")
        if activation not in ACTIVATIONS or loss not in LOSSES:
            raise ValueError(
                f"activation is {activation!r}, loss {loss!r}: "
                f"use one of {sorted(ACTIVATIONS)} and one of {sorted(LOSSES)}."
            )
        self._f, self._f_backward = ACTIVATIONS[activation]
        self._loss, self._loss_gradient = LOSSES[loss]
        draw = he_normal if activation == "relu" else xavier_normal
        self.params: list[np.ndarray] = []
        for a, b in pairwise(sizes):
            self.params += [draw((a, b), rng), np.zeros(b)]

    def pre_activations(self, X: Float[np.ndarray, "n d"]) -> list[np.ndarray]:
        """z_1 … z_L; the last is the output."""
        z, h = [], X
        for W, b in zip(self.params[::2], self.params[1::2], strict=True):
            z.append(dense_forward(h, W, b))
            h = self._f(z[-1])
        return z

    def forward(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n k"]:
        """The output z_L: logits, or the prediction for the squared loss."""
        return self.pre_activations(X)[-1]

    def loss(self, X: Float[np.ndarray, "n d"], y: Shaped[np.ndarray, "n ..."]) -> float:
        """The mean loss."""
        return self._loss(self.forward(X), y)

    def loss_and_gradients(
        self, X: Float[np.ndarray, "n d"], y: Shaped[np.ndarray, "n ..."]
    ) -> tuple[float, list[np.ndarray]]:
        """(L, gradients in the order of `params`)."""
        z = self.pre_activations(X)
        h = [X, *(self._f(z_l) for z_l in z[:-1])]
        grads: list[np.ndarray] = []
        delta = self._loss_gradient(z[-1], y)
        for layer in reversed(range(len(z))):
            dh, dW, db = dense_backward(delta, h[layer], self.params[2 * layer])
            grads = [dW, db, *grads]
            if layer > 0:
                delta = self._f_backward(dh, z[layer - 1])
        return self._loss(z[-1], y), grads

    def fit(
        self,
        X: Float[np.ndarray, "n d"],
        y: Shaped[np.ndarray, "n ..."],
        optimiser: Optimiser,
        epochs: int,
        batch_size: int,
        rng: np.random.Generator,
    ) -> list[float]:
        """Trains in place and returns the mean of the batch losses of each epoch."""
        history = []
        for _ in range(epochs):
            losses = []
            for index in batches(len(X), batch_size, rng):
                loss, grads = self.loss_and_gradients(X[index], y[index])
                self.params = optimiser.step(self.params, grads)
                losses.append(loss)
            history.append(float(np.mean(losses)))
        return history
