"""BFGS learns the inverse Hessian from the gradients that it meets; it needs no second derivative.

    s = x_{k+1} − x_k,  y = g_{k+1} − g_k,  ρ = 1/(yᵀs)
    H ← (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ        p = −H·g

The update keeps H symmetric and positive definite when yᵀs > 0, and makes H·y = s (the secant
equation). Memory and time per step are O(d²).

Source: Nocedal and Wright (2006), "Numerical Optimization", equation 6.17 and Algorithm 6.1
(Broyden, Fletcher, Goldfarb and Shanno, each 1970).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.optimisers.line_search import wolfe_step

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class Minimum:
    """Where a minimiser stopped: the point, the steps taken, and whether ‖g‖∞ ≤ tolerance there."""

    x: np.ndarray
    steps: int
    converged: bool
    path: np.ndarray


def bfgs_update(
    H: Float[np.ndarray, "d d"], s: Float[np.ndarray, "d"], y: Float[np.ndarray, "d"]
) -> Float[np.ndarray, "d d"]:
    """The next inverse Hessian. ValueError unless yᵀs > 0."""
    curvature = float(y @ s)
    if not curvature > 0:
        raise ValueError(f"yᵀs is {curvature}: take a step that meets the Wolfe conditions.")
    rho = 1 / curvature
    left = np.eye(len(s)) - rho * np.outer(s, y)
    return left @ H @ left.T + rho * np.outer(s, s)


def bfgs(
    f: Callable[[np.ndarray], float],
    gradient: Callable[[np.ndarray], np.ndarray],
    x: Float[np.ndarray, "d"],
    tolerance: float = 1e-6,
    max_steps: int = 200,
) -> Minimum:
    """A local minimum near x; it stops when the largest gradient entry is within tolerance."""
    g, H, path = gradient(x), np.eye(len(x)), [x]
    for k in range(max_steps):
        if np.abs(g).max() <= tolerance:
            break
        p = -H @ g
        s = wolfe_step(f, gradient, x, p) * p
        if not s.any():
            break
        g_next = gradient(x + s)
        y = g_next - g
        if k == 0:
            # Give the unit matrix the scale of the function first (Nocedal and Wright, 6.20).
            H = H * float(y @ s) / float(y @ y)
        H = bfgs_update(H, s, y)
        x, g = x + s, g_next
        path.append(x)
    return Minimum(x, len(path) - 1, bool(np.abs(g).max() <= tolerance), np.stack(path))
