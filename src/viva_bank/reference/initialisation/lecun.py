"""LeCun initialisation keeps the forward variance of units that are linear near zero.

    Var[w] = 1 / fan_in        (std = fan_in^(−1/2); uniform on ±√(3/fan_in))

Meant for a scaled tanh, and what self-normalising networks (SELU) ask for.

Source: LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp", equation 16.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.initialisation.fans import fans

if TYPE_CHECKING:
    from jaxtyping import Float


def lecun_std(shape: tuple[int, ...]) -> float:
    """1/√fan_in."""
    return 1 / math.sqrt(fans(shape)[0])


def lecun_normal(shape: tuple[int, ...], rng: np.random.Generator) -> Float[np.ndarray, "..."]:
    """Weights from N(0, 1/fan_in)."""
    return rng.normal(0, lecun_std(shape), shape)


def lecun_uniform(shape: tuple[int, ...], rng: np.random.Generator) -> Float[np.ndarray, "..."]:
    """Weights from U(−a, a), a = √(3/fan_in): the same variance."""
    a = math.sqrt(3) * lecun_std(shape)
    return rng.uniform(-a, a, shape)
