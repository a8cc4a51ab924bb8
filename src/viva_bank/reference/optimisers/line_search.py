"""A step length that is neither too long nor too short: the weak Wolfe conditions by bisection.

    f(x + a·p) ≤ f(x) + c₁·a·gᵀp        ∇f(x + a·p)ᵀp ≥ c₂·gᵀp        0 < c₁ < c₂ < 1

The first asks for enough decrease, the second that the slope has flattened, which makes sᵀy > 0 and
keeps a quasi-Newton matrix positive definite.

Sources: Wolfe (1969), "Convergence conditions for ascent methods"; Nocedal and Wright (2006),
"Numerical Optimization", equations 3.6a and 3.6b.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def wolfe_step(
    f: Callable[[np.ndarray], float],
    gradient: Callable[[np.ndarray], np.ndarray],
    x: Float[np.ndarray, "d"],
    p: Float[np.ndarray, "d"],
    c1: float = 1e-4,
    c2: float = 0.9,
    tries: int = 60,
) -> float:
    """The step length a, or 0.0 if none was found in so many tries (f may be flat to rounding).

    ValueError if p does not point downhill.
    """
    f0, slope = f(x), float(gradient(x) @ p)
    if not slope < 0:
        raise ValueError(f"The slope along p is {slope}: give a direction of descent.")
    low, high, a = 0.0, math.inf, 1.0
    for _ in range(tries):
        if not f(x + a * p) <= f0 + c1 * a * slope:
            high = a
        elif float(gradient(x + a * p) @ p) < c2 * slope:
            low = a
        else:
            return a
        a = 2 * a if high == math.inf else (low + high) / 2
    return 0.0
