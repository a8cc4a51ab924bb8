"""How much of the input one output of a stack of layers can see.

    j_l = j_{l−1}·S_l        r_l = r_{l−1} + D_l·(K_l − 1)·j_{l−1}        r_0 = j_0 = 1

j is the distance in the input between neighbouring outputs. It is the theoretical field; the one
that matters in practice is smaller and bell-shaped.

Source: Araujo, Norris and Sim (2019), "Computing receptive fields of convolutional neural
networks"; Luo, Li, Urtasun and Zemel (2016) for the effective field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """A convolution or pooling along one axis."""

    kernel: int
    stride: int = 1
    dilation: int = 1


def receptive_field(layers: Sequence[Layer]) -> int:
    """r after the last layer; 1 without layers."""
    r = j = 1
    for layer in layers:
        if min(layer.kernel, layer.stride, layer.dilation) < 1:
            raise ValueError(f"{layer}: give at least 1 for each number.")
        r += layer.dilation * (layer.kernel - 1) * j
        j *= layer.stride
    return r
