"""A horizontal flip mirrors the picture left to right, with probability p.

    x′[c, y, x] = x[c, y, W − 1 − x]

Source: Krizhevsky, Sutskever and Hinton (2012), "ImageNet classification with deep convolutional
neural networks", section 4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def horizontal_flip(x: Float[np.ndarray, "c h w"]) -> Float[np.ndarray, "c h w"]:
    """Mirrored; a copy, so that the original and the result share nothing."""
    return x[:, :, ::-1].copy()


def random_flip(
    x: Float[np.ndarray, "c h w"], rng: np.random.Generator, p: float = 0.5
) -> Float[np.ndarray, "c h w"]:
    """Mirrored with probability p, else a copy."""
    if not 0 <= p <= 1:
        raise ValueError(f"p is {p}: give a probability in [0, 1].")
    return horizontal_flip(x) if rng.random() < p else x.copy()
