"""Average pooling keeps the mean of each window; over the whole picture it is global average
pooling.

    Y[n, c, y, x] = mean over the window        dX: dY/(K_h·K_w) to every place of the window

Zeros of the padding count in the mean (as PyTorch's count_include_pad=True). Global average
pooling gives one number a channel whatever the size of the picture, which spares a dense layer
after flattening.

Source: LeCun, Bottou, Bengio and Haffner (1998), section II.A (subsampling); Lin, Chen and Yan
(2014), "Network in network", section 3.2 (global).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.convolution.im2col import col2im, im2col
from viva_bank.reference.convolution.shape import output_size

if TYPE_CHECKING:
    from jaxtyping import Float


def avg_pool_forward(
    X: Float[np.ndarray, "n c h w"],
    kernel: tuple[int, int],
    stride: int | None = None,
    padding: int = 0,
) -> Float[np.ndarray, "n c h_out w_out"]:
    """Y; the stride is the kernel's height unless given."""
    _refuse(kernel, padding)
    n, c, h, w = X.shape
    step = kernel[0] if stride is None else stride
    cols = im2col(X, kernel, step, padding).reshape(n, c, kernel[0] * kernel[1], -1)
    h_out = output_size(h, kernel[0], step, padding)
    w_out = output_size(w, kernel[1], step, padding)
    return cols.mean(axis=2).reshape(n, c, h_out, w_out)


def avg_pool_backward(
    dY: Float[np.ndarray, "n c h_out w_out"],
    shape: tuple[int, int, int, int],
    kernel: tuple[int, int],
    stride: int | None = None,
    padding: int = 0,
) -> Float[np.ndarray, "n c h w"]:
    """∂L/∂X for an input of this shape; its values do not matter."""
    _refuse(kernel, padding)
    n, c = dY.shape[:2]
    size = kernel[0] * kernel[1]
    dcols = np.repeat(dY.reshape(n, c, 1, -1) / size, size, axis=2)
    step = kernel[0] if stride is None else stride
    return col2im(dcols.reshape(n, c * size, -1), shape, kernel, step, padding)


def global_avg_pool_forward(X: Float[np.ndarray, "n c h w"]) -> Float[np.ndarray, "n c"]:
    """The mean of each channel."""
    return X.mean(axis=(2, 3))


def global_avg_pool_backward(
    dY: Float[np.ndarray, "n c"], h: int, w: int
) -> Float[np.ndarray, "n c h w"]:
    """∂L/∂X: every pixel gets the same share."""
    return np.broadcast_to(dY[:, :, None, None] / (h * w), (*dY.shape, h, w)).copy()


def _refuse(kernel: tuple[int, int], padding: int) -> None:
    if 2 * padding > min(kernel):
        raise ValueError(f"padding is {padding}: give at most half the kernel.")
