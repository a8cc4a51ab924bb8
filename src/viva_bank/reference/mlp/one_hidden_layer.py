"""One hidden layer with ReLU and squared error: all of back-propagation on one page.

    Z = X W₁ + b₁        H = max(0, Z)        Ŷ = H W₂ + b₂        L = mean((Ŷ − Y)²)

    dŶ = 2(Ŷ − Y)/(N·k)          dW₂ = Hᵀ dŶ        db₂ = Σ_n dŶ_n
    dH = dŶ W₂ᵀ                  dZ = dH ⊙ 1[Z > 0]
    dW₁ = Xᵀ dZ                  db₁ = Σ_n dZ_n

The mean is over all N·k entries, as in PyTorch's MSELoss.

Source: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating
errors", equations 1 to 7 (there with sigmoid units and ½Σ(ŷ − y)²).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class Gradients:
    """∂L/∂ of each parameter, with the parameter's shape."""

    dW1: np.ndarray
    db1: np.ndarray
    dW2: np.ndarray
    db2: np.ndarray


def predict(
    X: Float[np.ndarray, "n d"],
    W1: Float[np.ndarray, "d h"],
    b1: Float[np.ndarray, "h"],
    W2: Float[np.ndarray, "h k"],
    b2: Float[np.ndarray, "k"],
) -> Float[np.ndarray, "n k"]:
    """Ŷ."""
    return np.maximum(X @ W1 + b1, 0) @ W2 + b2


def loss_and_gradients(
    X: Float[np.ndarray, "n d"],
    Y: Float[np.ndarray, "n k"],
    W1: Float[np.ndarray, "d h"],
    b1: Float[np.ndarray, "h"],
    W2: Float[np.ndarray, "h k"],
    b2: Float[np.ndarray, "k"],
) -> tuple[float, Gradients]:
    """(L, gradients). ValueError for an empty batch, whose mean is undefined."""
    if X.shape[0] == 0 or X.shape[0] != Y.shape[0]:
        raise ValueError(f"X has {X.shape[0]} rows and Y {Y.shape[0]}: give as many, at least one.")
    Z = X @ W1 + b1
    H = np.maximum(Z, 0)
    Y_hat = H @ W2 + b2
    dY_hat = 2 * (Y_hat - Y) / Y.size
    dH = dY_hat @ W2.T
    dZ = np.where(Z > 0, dH, 0)
    loss = float(((Y_hat - Y) ** 2).mean())
    return loss, Gradients(X.T @ dZ, dZ.sum(axis=0), H.T @ dY_hat, dY_hat.sum(axis=0))
