"""How the losses of many elements become one number.

    mean: (1/N) Σ l_i        sum: Σ l_i        none: l

The gradient of a mean is 1/N of the gradient of the sum: forgetting the N is a learning rate that
depends on the batch size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float

Reduction = Literal["mean", "sum", "none"]


def reduced(
    losses: Float[np.ndarray, "*shape"], reduction: Reduction
) -> float | Float[np.ndarray, "*shape"]:
    """The reduced loss: a float for "mean" and "sum", the array itself for "none".

    ValueError for the mean of nothing, and for an unknown name.
    """
    if reduction == "none":
        return losses
    if reduction == "sum":
        return float(losses.sum())
    _refuse(losses.size, reduction)
    return float(losses.mean())


def share(n: int, reduction: Reduction) -> float:
    """∂(reduced loss)/∂(one element's loss): 1/n for "mean", else 1."""
    if reduction in ("sum", "none"):
        return 1.0
    _refuse(n, reduction)
    return 1.0 / n


def _refuse(n: int, reduction: str) -> None:
    if reduction != "mean":
        raise ValueError(f'reduction is {reduction!r}: use "mean", "sum" or "none".')
    if n == 0:
        raise ValueError("The mean of no losses is undefined: give at least one element.")
