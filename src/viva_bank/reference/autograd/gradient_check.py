"""A gradient check compares a claimed gradient with central differences.

    ∂f/∂x_i ≈ (f(x + h·e_i) − f(x − h·e_i)) / 2h,  error O(h²)
    relative error = ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖)

In float64 a right gradient of a smooth function gives about 1e-7 or less with h = 1e-5; at a kink
(ReLU at 0) it may fail honestly.

Source: Baydin, Pearlmutter, Radul and Siskind (2018), section 2.1 (truncation against rounding).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float64


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: Float64[np.ndarray, "*shape"], h: float = 1e-5
) -> Float64[np.ndarray, "*shape"]:
    """Central differences, two evaluations an entry; x is left as it was."""
    if x.dtype != np.float64:
        raise ValueError(f"x is {x.dtype}: differences need float64, convert it first.")
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g


def relative_error(g: Float64[np.ndarray, "*shape"], g_hat: Float64[np.ndarray, "*shape"]) -> float:
    """‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), in [0, 1]; 0 if both are zero."""
    total = float(np.linalg.norm(g) + np.linalg.norm(g_hat))
    return float(np.linalg.norm(g - g_hat)) / total if total else 0.0
