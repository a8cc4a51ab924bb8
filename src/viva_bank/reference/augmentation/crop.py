"""A random crop shows a part of the (padded) picture, so that position stops mattering.

    pad by P zeros on each side, cut an h × w window at a place drawn uniformly

Source: He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition", section 4.2
(padding of 4, crops of 32 × 32).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def crop(
    x: Float[np.ndarray, "c h w"], top: int, left: int, size: tuple[int, int]
) -> Float[np.ndarray, "c new_h new_w"]:
    """The window of this size whose upper left corner is (top, left)."""
    h, w = x.shape[1:]
    if top < 0 or left < 0 or min(size) < 1 or top + size[0] > h or left + size[1] > w:
        raise ValueError(f"A {size} window at ({top}, {left}) leaves the {h} × {w} picture.")
    return x[:, top : top + size[0], left : left + size[1]].copy()


def random_crop(
    x: Float[np.ndarray, "c h w"], size: tuple[int, int], rng: np.random.Generator, padding: int = 0
) -> Float[np.ndarray, "c new_h new_w"]:
    """A window at a random place of the padded picture; every place is as likely."""
    padded = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    free = padded.shape[1] - size[0], padded.shape[2] - size[1]
    if min(free) < 0:
        raise ValueError(f"A {size} window is larger than the padded {padded.shape[1:]} picture.")
    return crop(padded, int(rng.integers(free[0] + 1)), int(rng.integers(free[1] + 1)), size)
