"""Colour jitter changes brightness, contrast and saturation, each by a random factor.

    brightness  x′ = f·x        contrast  x′ = f·x + (1 − f)·mean(grey)        saturation  f·x + (1
    − f)·grey f ~ U(1 − s, 1 + s), results clipped to [0, 1];  grey = 0.299·R + 0.587·G + 0.114·B

The three are applied in random order, since they do not commute. A picture of one channel is its
own grey.

Source: Howard (2014), "Some improvements on deep convolutional neural network based image
classification"; the grey is that of ITU-R BT.601.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float

BT_601 = np.array([0.299, 0.587, 0.114])


def grey(x: Float[np.ndarray, "c h w"]) -> Float[np.ndarray, "1 h w"]:
    """The luminance of one or three channels."""
    if x.shape[0] not in (1, 3):
        raise ValueError(
            f"The picture has {x.shape[0]} channels: give 1, or 3 for red, green, blue."
        )
    if x.shape[0] == 1:
        return x
    return np.tensordot(BT_601.astype(x.dtype), x, axes=1)[None]


def brightness(x: Float[np.ndarray, "c h w"], f: float) -> Float[np.ndarray, "c h w"]:
    """Black at f = 0, the same at 1."""
    return np.clip(f * x, 0, 1)


def contrast(x: Float[np.ndarray, "c h w"], f: float) -> Float[np.ndarray, "c h w"]:
    """A flat grey of the mean luminance at f = 0, the same at 1."""
    return np.clip(f * x + (1 - f) * grey(x).mean(), 0, 1)


def saturation(x: Float[np.ndarray, "c h w"], f: float) -> Float[np.ndarray, "c h w"]:
    """Grey at f = 0, the same at 1."""
    return np.clip(f * x + (1 - f) * grey(x), 0, 1)


def random_jitter(
    x: Float[np.ndarray, "c h w"], strength: float, rng: np.random.Generator
) -> Float[np.ndarray, "c h w"]:
    """All three, in random order, each with its own factor."""
    if not 0 <= strength <= 1:
        raise ValueError(f"strength is {strength}: give a number in [0, 1].")
    changes = (brightness, contrast, saturation)
    for i in rng.permutation(3):
        x = changes[i](x, float(rng.uniform(1 - strength, 1 + strength)))
    return x
