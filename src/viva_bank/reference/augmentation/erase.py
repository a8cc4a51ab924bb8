"""Random erasing fills a random rectangle with noise, so that no single part decides.

    area = s·H·W, s ~ U(low, high);  aspect r, log r ~ U(log r₁, log 1/r₁);  h = √(area·r), w =
    √(area/r)

Drawn again if it does not fit; after ten misfits the picture stays as it is.

Source: Zhong, Zheng, Kang, Li and Yang (2020), "Random erasing data augmentation", Algorithm 1
(which draws r itself uniformly; on the logarithm, tall and wide are as likely).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def random_erase(
    x: Float[np.ndarray, "c h w"],
    rng: np.random.Generator,
    p: float = 0.5,
    area: tuple[float, float] = (0.02, 0.4),
    aspect: float = 0.3,
) -> Float[np.ndarray, "c h w"]:
    """With probability p a rectangle of U(0, 1) noise; always a copy."""
    if not (0 <= p <= 1 and 0 < area[0] <= area[1] <= 1 and 0 < aspect <= 1):
        raise ValueError("Give p in [0, 1], 0 < smallest <= largest area <= 1, aspect in (0, 1].")
    y = x.copy()
    if rng.random() >= p:
        return y
    c, height, width = x.shape
    for _ in range(10):
        target = rng.uniform(*area) * height * width
        r = math.exp(rng.uniform(math.log(aspect), -math.log(aspect)))
        h, w = round(math.sqrt(target * r)), round(math.sqrt(target / r))
        if 1 <= h <= height and 1 <= w <= width:
            top, left = rng.integers(height - h + 1), rng.integers(width - w + 1)
            y[:, top : top + h, left : left + w] = rng.random((c, h, w))
            break
    return y
