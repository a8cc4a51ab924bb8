"""A restricted Boltzmann machine: visible and hidden units, linked across and never within.

    E(v, h) = −vᵀa − hᵀb − vᵀWh        p(v, h) = e^(−E)/Z        all units 0 or 1
    p(h_j = 1 | v) = σ(b_j + vᵀW_·j)        p(v_i = 1 | h) = σ(a_i + W_i·h)
    free energy  F(v) = −vᵀa − Σ_j softplus(b_j + vᵀW_·j),  p(v) = e^(−F(v))/Z

    ∂log p(v)/∂W = ⟨v hᵀ⟩_data − ⟨v hᵀ⟩_model;  CD-k puts the sample after k Gibbs steps from the
    data in the place of the model's

Because no link joins two units of a layer, each layer is independent given the other: that, the
general Boltzmann machine lacks.

Sources: Smolensky (1986), "Information processing in dynamical systems"; Hinton (2002), "Training
products of experts by minimizing contrastive divergence"; Hinton (2012), "A practical guide to
training restricted Boltzmann machines", sections 2 and 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.activations.softplus import softplus

if TYPE_CHECKING:
    from jaxtyping import Float


class RBM:
    """`W` (visible, hidden), biases `a` (visible) and `b` (hidden)."""

    def __init__(self, visible: int, hidden: int, rng: np.random.Generator) -> None:
        """Weights N(0, 0.01²) as the guide advises (section 8), biases zero."""
        if visible < 1 or hidden < 1:
            raise ValueError(f"visible is {visible}, hidden {hidden}: give at least 1 of each.")
        self.W = rng.normal(0, 0.01, (visible, hidden))
        self.a, self.b = np.zeros(visible), np.zeros(hidden)
        self._rng = rng

    def hidden_given(self, v: Float[np.ndarray, "n visible"]) -> Float[np.ndarray, "n hidden"]:
        """p(h = 1 | v)."""
        return sigmoid(v @ self.W + self.b)

    def visible_given(self, h: Float[np.ndarray, "n hidden"]) -> Float[np.ndarray, "n visible"]:
        """p(v = 1 | h)."""
        return sigmoid(h @ self.W.T + self.a)

    def free_energy(self, v: Float[np.ndarray, "n visible"]) -> Float[np.ndarray, "n"]:
        """F(v): lower means more probable."""
        return -v @ self.a - softplus(v @ self.W + self.b).sum(axis=1)

    def gibbs(self, v: Float[np.ndarray, "n visible"], k: int) -> Float[np.ndarray, "n visible"]:
        """The visible units after k full steps v → h → v, all sampled."""
        if k < 1:
            raise ValueError(f"k is {k}: give at least 1 step.")
        for _ in range(k):
            h = self._sample(self.hidden_given(v))
            v = self._sample(self.visible_given(h))
        return v

    def cd_gradient(
        self, v: Float[np.ndarray, "n visible"], k: int = 1
    ) -> tuple[
        Float[np.ndarray, "visible hidden"],
        Float[np.ndarray, "visible"],
        Float[np.ndarray, "hidden"],
    ]:
        """CD-k's estimate of the mean ∂log p/∂(W, a, b): ascend it.

        Hidden *probabilities* stand for samples in both statistics, which lowers the noise; what
        drives the chain is sampled (the guide, section 3).
        """
        model = self.gibbs(v, k)
        h_data, h_model = self.hidden_given(v), self.hidden_given(model)
        n = len(v)
        return (
            (v.T @ h_data - model.T @ h_model) / n,
            (v - model).mean(axis=0),
            (h_data - h_model).mean(axis=0),
        )

    def fit(
        self,
        V: Float[np.ndarray, "n visible"],
        lr: float,
        epochs: int,
        batch_size: int,
        k: int = 1,
    ) -> list[float]:
        """Trains by CD-k; returns each epoch's reconstruction error, which is no likelihood."""
        if not ((V >= 0) & (V <= 1)).all():
            raise ValueError("Visible values must lie in [0, 1]: scale them, 0 and 1 being best.")
        errors = []
        for _ in range(epochs):
            order = self._rng.permutation(len(V))
            for start in range(0, len(V), batch_size):
                dW, da, db = self.cd_gradient(V[order[start : start + batch_size]], k)
                self.W, self.a, self.b = self.W + lr * dW, self.a + lr * da, self.b + lr * db
            errors.append(float(((V - self.reconstruct(V)) ** 2).mean()))
        return errors

    def reconstruct(self, v: Float[np.ndarray, "n visible"]) -> Float[np.ndarray, "n visible"]:
        """p(v = 1 | p(h = 1 | v)): down and up once, without sampling."""
        return self.visible_given(self.hidden_given(v))

    def _sample(self, p: np.ndarray) -> np.ndarray:
        return (self._rng.random(p.shape) < p).astype(p.dtype)
