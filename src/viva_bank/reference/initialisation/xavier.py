"""Xavier, or Glorot, initialisation balances the forward and the backward variance for tanh.

    Var[w] = 2 / (fan_in + fan_out)        uniform on ±√(6/(fan_in + fan_out))

Forward alone would want 1/fan_in, backward alone 1/fan_out; this is the compromise.

Source: Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward neural
networks", equations 12 and 16.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.initialisation.fans import fans

if TYPE_CHECKING:
    from jaxtyping import Float


def xavier_std(shape: tuple[int, ...], gain: float = 1.0) -> float:
    """gain·√(2/(fan_in + fan_out)); PyTorch suggests the gain 5/3 for tanh, the paper has 1."""
    return gain * math.sqrt(2 / sum(fans(shape)))


def xavier_normal(
    shape: tuple[int, ...], rng: np.random.Generator, gain: float = 1.0
) -> Float[np.ndarray, "..."]:
    """Weights from a normal distribution with that standard deviation."""
    return rng.normal(0, xavier_std(shape, gain), shape)


def xavier_uniform(
    shape: tuple[int, ...], rng: np.random.Generator, gain: float = 1.0
) -> Float[np.ndarray, "..."]:
    """Weights from U(−a, a), a = gain·√(6/(fan_in + fan_out)): the same variance."""
    a = math.sqrt(3) * xavier_std(shape, gain)
    return rng.uniform(-a, a, shape)
