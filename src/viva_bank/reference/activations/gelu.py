"""GELU weighs the input by the probability that a standard normal variable lies below it.

    f(x) = x·Φ(x)                                          f′(x) = Φ(x) + x·φ(x)
    f(x) ≈ ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))        (the tanh approximation)

Φ and φ are the distribution function and the density of N(0, 1). The approximation is not the
function: they differ by up to 4.8e-4 (near |x| = 2.70).

Source: Hendrycks and Gimpel (2016), "Gaussian error linear units (GELUs)", section 2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from viva_bank.reference.activations.sigmoid import sigmoid

if TYPE_CHECKING:
    from jaxtyping import Float

_SQRT_2_OVER_PI = math.sqrt(2 / math.pi)
_CUBIC = 0.044715


def gelu(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """x·Φ(x), exactly."""
    return x * ndtr(x)


def gelu_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂(x·Φ(x))."""
    phi = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return dy * (ndtr(x) + x * phi)


def gelu_tanh(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """The tanh approximation of x·Φ(x)."""
    # ½(1 + tanh u) = σ(2u), which does not cancel where tanh u is close to −1.
    return x * sigmoid(2 * _SQRT_2_OVER_PI * (x + _CUBIC * x**3))


def gelu_tanh_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x of the tanh approximation."""
    v = 2 * _SQRT_2_OVER_PI * (x + _CUBIC * x**3)
    dv = 2 * _SQRT_2_OVER_PI * (1 + 3 * _CUBIC * x**2)
    return dy * sigmoid(v) * (1 + x * sigmoid(-v) * dv)
