"""Rotation about the centre, by bilinear interpolation; what comes from outside is zero.

    for each output pixel, go back by the angle and average the four pixels around that place

Going back from the output leaves no holes, which going forward from the input would.

Source: Simard, Steinkraus and Platt (2003), "Best practices for convolutional neural networks
applied to visual document analysis", section 2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def rotate(x: Float[np.ndarray, "c h w"], degrees: float) -> Float[np.ndarray, "c h w"]:
    """Turned anticlockwise as seen on a screen (rows run down)."""
    h, w = x.shape[1:]
    if h == 0 or w == 0:
        raise ValueError(f"The picture is {h} × {w}: give at least one pixel.")
    angle = math.radians(degrees)
    rows, cols = np.mgrid[:h, :w].astype(float)
    dy, dx = rows - (h - 1) / 2, cols - (w - 1) / 2
    # Back to where each output pixel came from.
    y = math.cos(angle) * dy + math.sin(angle) * dx + (h - 1) / 2
    src_x = -math.sin(angle) * dy + math.cos(angle) * dx + (w - 1) / 2
    y0, x0 = np.floor(y).astype(int), np.floor(src_x).astype(int)
    fy, fx = y - y0, src_x - x0
    # A frame of zeros around the picture stands for the outside.
    framed = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    result = np.zeros(x.shape)
    for down, weight_y in ((0, 1 - fy), (1, fy)):
        for right, weight_x in ((0, 1 - fx), (1, fx)):
            row = np.clip(y0 + down + 1, 0, h + 1)
            col = np.clip(x0 + right + 1, 0, w + 1)
            result += weight_y * weight_x * framed[:, row, col]
    return result.astype(x.dtype)


def random_rotation(
    x: Float[np.ndarray, "c h w"], most_degrees: float, rng: np.random.Generator
) -> Float[np.ndarray, "c h w"]:
    """By an angle drawn from U(−most, most)."""
    return rotate(x, float(rng.uniform(-most_degrees, most_degrees)))
