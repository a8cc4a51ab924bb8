"""He, or Kaiming, initialisation makes up for the half that ReLU throws away.

    ½·(1 + a²)·fan·Var[w] = 1   ⇒   std = √(2 / ((1 + a²)·fan))

a is the negative slope (0 for ReLU); fan is fan_in to keep the forward variance, fan_out to keep
the backward one.

Source: He, Zhang, Ren and Sun (2015), "Delving deep into rectifiers", equations 10, 14 and 15.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from viva_bank.reference.initialisation.fans import fans

if TYPE_CHECKING:
    from jaxtyping import Float

Mode = Literal["fan_in", "fan_out"]


def he_std(shape: tuple[int, ...], a: float = 0.0, mode: Mode = "fan_in") -> float:
    """√(2/((1 + a²)·fan)). With a = √5, PyTorch's default for Linear, it is 1/√(3·fan)."""
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f'mode is {mode!r}: use "fan_in" or "fan_out".')
    fan_in, fan_out = fans(shape)
    fan = fan_in if mode == "fan_in" else fan_out
    return math.sqrt(2 / ((1 + a**2) * fan))


def he_normal(
    shape: tuple[int, ...], rng: np.random.Generator, a: float = 0.0, mode: Mode = "fan_in"
) -> Float[np.ndarray, "..."]:
    """Weights from a normal distribution with that standard deviation."""
    return rng.normal(0, he_std(shape, a, mode), shape)


def he_uniform(
    shape: tuple[int, ...], rng: np.random.Generator, a: float = 0.0, mode: Mode = "fan_in"
) -> Float[np.ndarray, "..."]:
    """Weights from U(−b, b), b = √3·std: the same variance."""
    b = math.sqrt(3) * he_std(shape, a, mode)
    return rng.uniform(-b, b, shape)
