"""Broadcasting: shapes are aligned at the right; a 1, or a missing axis, stretches.

    for each axis from the right: equal, or one of them 1 → the other; anything else is an error

A 1 against a 0 gives 0. The gradient of a stretched operand is summed over the axes that stretched.

Source: NumPy's documentation, "Broadcasting"; Harris et al. (2020), "Array programming with NumPy".
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Num


def broadcast_shape(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that arrays of these shapes broadcast to; () for none."""
    result = []
    for position, sizes in enumerate(zip_longest(*(s[::-1] for s in shapes), fillvalue=1), 1):
        stretched = {n for n in sizes if n != 1}
        if len(stretched) > 1:
            raise ValueError(
                f"Axis −{position} has sizes {sizes} in {shapes}: make them equal, or 1."
            )
        result.append(stretched.pop() if stretched else 1)
    return tuple(result[::-1])


def unbroadcast(g: Num[np.ndarray, "..."], shape: tuple[int, ...]) -> Num[np.ndarray, "..."]:
    """g summed back to the shape that was stretched: the backward pass of broadcasting."""
    if broadcast_shape(g.shape, shape) != g.shape:
        raise ValueError(f"{shape} does not broadcast to {g.shape}: give the operand's own shape.")
    new_axes = g.ndim - len(shape)
    g = g.sum(axis=tuple(range(new_axes)))
    stretched = tuple(i for i, n in enumerate(shape) if n == 1 and g.shape[i] != 1)
    return np.asarray(g.sum(axis=stretched, keepdims=True)) if stretched else np.asarray(g)
