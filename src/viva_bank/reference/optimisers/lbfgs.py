"""L-BFGS keeps the last m pairs (s, y) instead of a matrix: O(m·d) memory and time per step.

The two-loop recursion returns H·g without ever forming H, starting from H₀ = γ·I,
γ = sᵀy / yᵀy of the newest pair.

Source: Nocedal and Wright (2006), "Numerical Optimization", Algorithms 7.4 and 7.5, equation 7.20;
Liu and Nocedal (1989), "On the limited memory BFGS method for large scale optimization".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.optimisers.bfgs import Minimum
from viva_bank.reference.optimisers.line_search import wolfe_step

if TYPE_CHECKING:
    from jaxtyping import Float


def lbfgs_direction(
    g: Float[np.ndarray, "d"], pairs: Sequence[tuple[np.ndarray, np.ndarray]]
) -> Float[np.ndarray, "d"]:
    """−H·g, from the pairs (s, y), oldest first; without pairs, −g."""
    q = g.copy()
    alphas = []
    for s, y in reversed(pairs):
        alpha = float(s @ q) / float(y @ s)
        alphas.append(alpha)
        q = q - alpha * y
    if pairs:
        s, y = pairs[-1]
        q = q * (float(s @ y) / float(y @ y))
    for (s, y), alpha in zip(pairs, reversed(alphas), strict=True):
        beta = float(y @ q) / float(y @ s)
        q = q + (alpha - beta) * s
    return -q


def lbfgs(
    f: Callable[[np.ndarray], float],
    gradient: Callable[[np.ndarray], np.ndarray],
    x: Float[np.ndarray, "d"],
    memory: int = 10,
    tolerance: float = 1e-6,
    max_steps: int = 500,
) -> Minimum:
    """A local minimum near x; it stops when the largest gradient entry is within tolerance."""
    if memory < 1:
        raise ValueError(f"memory is {memory}: keep at least one pair.")
    g, pairs, path = gradient(x), [], [x]
    for _ in range(max_steps):
        if np.abs(g).max() <= tolerance:
            break
        p = lbfgs_direction(g, pairs)
        s = wolfe_step(f, gradient, x, p) * p
        if not s.any():
            break
        g_next = gradient(x + s)
        pairs = [*pairs, (s, g_next - g)][-memory:]
        x, g = x + s, g_next
        path.append(x)
    return Minimum(x, len(path) - 1, bool(np.abs(g).max() <= tolerance), np.stack(path))
