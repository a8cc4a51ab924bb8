"""How a learning rate found at one batch size is carried to another.

    linear  η = η₀·B/B₀        the mean of k times more examples: k small steps in one
    sqrt    η = η₀·√(B/B₀)     keeps the spread of the update, whose noise falls as 1/√B

Both are rules of thumb that break at large B: linear first.

Sources: Goyal et al. (2017), "Accurate, large minibatch SGD: training ImageNet in 1 hour", section
2.1; Krizhevsky (2014), "One weird trick for parallelizing convolutional neural networks" (√).
"""

from __future__ import annotations

import math
from typing import Literal


def scaled_rate(
    lr: float, base_batch: int, batch: int, rule: Literal["linear", "sqrt"] = "linear"
) -> float:
    """The rate for `batch`, if `lr` was right for `base_batch`."""
    if base_batch < 1 or batch < 1:
        raise ValueError(f"Batch sizes are {base_batch} and {batch}: give at least 1 each.")
    if rule not in ("linear", "sqrt"):
        raise ValueError(f'rule is {rule!r}: use "linear" or "sqrt".')
    k = batch / base_batch
    return lr * (k if rule == "linear" else math.sqrt(k))
