"""How many inputs a unit adds up (fan_in) and how many units an input feeds (fan_out).

    dense (d_in, d_out): d_in and d_out
    convolution (C_out, C_in, k_1, …): C_in·Πk and C_out·Πk

Source: Glorot and Bengio (2010), section 4.2.1; He, Zhang, Ren and Sun (2015), section 2.2
(n = k²c for convolutions).
"""

from __future__ import annotations

import math


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """(fan_in, fan_out) of a weight of this shape: 2 axes dense (in, out), more a convolution."""
    if len(shape) < 2 or min(shape) < 1:
        raise ValueError(f"A weight of shape {shape} has no fans: give (in, out) or (out, in, *k).")
    if len(shape) == 2:
        return shape[0], shape[1]
    kernel = math.prod(shape[2:])
    return shape[1] * kernel, shape[0] * kernel
