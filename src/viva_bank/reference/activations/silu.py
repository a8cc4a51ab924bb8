"""SiLU, or swish, multiplies the input by its own sigmoid: smooth, and not monotone.

    f(x) = x·σ(βx)        f′(x) = σ(βx) + βx·σ(βx)·(1 − σ(βx))

β = 1 is SiLU; β → ∞ tends to ReLU, β = 0 is x/2.

Sources: Elfwing, Uchibe and Doya (2018), "Sigmoid-weighted linear units for neural network
function approximation in reinforcement learning"; Ramachandran, Zoph and Le (2017), "Searching for
activation functions" (β, and the name swish).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid

if TYPE_CHECKING:
    from jaxtyping import Float


def silu(x: Float[np.ndarray, "*shape"], beta: float = 1.0) -> Float[np.ndarray, "*shape"]:
    """x·σ(βx), element by element."""
    return x * sigmoid(beta * x)


def silu_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"], beta: float = 1.0
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂f(x), with β held fixed."""
    s = sigmoid(beta * x)
    return dy * s * (1 + beta * x * sigmoid(-beta * x))
