"""A schedule says how the learning rate depends on the step t = 0, 1, 2, …

    step decay         η₀·γ^⌊t/k⌋
    exponential decay  η₀·γ^t
    cosine             η_min + ½(η₀ − η_min)(1 + cos(πt/T)),  then η_min
    linear warm-up     η₀·(t + 1)/w for t < w, then η₀

Sources: Loshchilov and Hutter (2017), "SGDR: stochastic gradient descent with warm restarts",
equation 5 (cosine); Goyal et al. (2017), "Accurate, large minibatch SGD", section 2.2 (warm-up).
"""

from __future__ import annotations

import math


def step_decay(lr: float, t: int, every: int, factor: float = 0.1) -> float:
    """η₀·γ^⌊t/k⌋: constant for k steps at a time."""
    if every < 1:
        raise ValueError(f"every is {every}: give at least 1 step.")
    return lr * factor ** (t // every)


def exponential_decay(lr: float, t: int, factor: float) -> float:
    """η₀·γ^t."""
    return lr * factor**t


def cosine(lr: float, t: int, total: int, floor: float = 0.0) -> float:
    """Half a cosine from η₀ at t = 0 to `floor` at t = total, and `floor` after it."""
    if total < 1:
        raise ValueError(f"total is {total}: give at least 1 step.")
    return floor + (lr - floor) * (1 + math.cos(math.pi * min(t, total) / total)) / 2


def linear_warmup(lr: float, t: int, warmup: int) -> float:
    """A ramp that reaches η₀ at the last of the `warmup` steps, and is never 0."""
    return lr * min(1.0, (t + 1) / warmup) if warmup > 0 else lr


def warmup_cosine(lr: float, t: int, warmup: int, total: int, floor: float = 0.0) -> float:
    """Warm-up for the first steps, then a cosine over the rest."""
    if warmup >= total:
        raise ValueError(f"warmup is {warmup} of {total} steps: leave some for the cosine.")
    if t < warmup:
        return linear_warmup(lr, t, warmup)
    return cosine(lr, t - warmup, total - warmup, floor)
