"""Gradient descent walks downhill by small steps; it finds a stationary point, not the best one.

    θ_{t+1} = θ_t − η·∇f(θ_t)

On a quadratic with Hessian A it converges for η < 2/λ_max(A) and diverges above.

Source: Cauchy (1847), "Méthode générale pour la résolution des systèmes d'équations simultanées";
Nocedal and Wright (2006), "Numerical Optimization", section 3.3 (rates on quadratics).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def gradient_descent(
    gradient: Callable[[np.ndarray], np.ndarray],
    theta: Float[np.ndarray, "d"],
    lr: float,
    steps: int,
) -> Float[np.ndarray, "visited d"]:
    """All `steps` + 1 points visited, the start first."""
    if steps < 0:
        raise ValueError(f"steps is {steps}: give 0 or more.")
    path = [theta]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.stack(path)


def stable_limit(A: Float[np.ndarray, "d d"]) -> float:
    """2/λ_max: the learning rate at which descent on ½xᵀAx stops converging, A symmetric."""
    largest = float(np.linalg.eigvalsh(A)[-1])
    if not largest > 0:
        raise ValueError(f"The largest eigenvalue is {largest}: A has no minimum to descend to.")
    return 2 / largest
