"""Max pooling keeps the largest value of each window, and sends the gradient to it alone.

    Y[n, c, y, x] = max over the window        dX: dY at the place of the maximum (the first, if
    tied)

It has no parameters. Windows that overlap (stride < kernel) add up their gradients. The border is
filled with −∞, which never wins.

Source: Ranzato, Huang, Boureau and LeCun (2007), "Unsupervised learning of invariant feature
hierarchies with applications to object recognition"; Krizhevsky, Sutskever and Hinton (2012),
section 3.4 (overlap).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.convolution.im2col import col2im, im2col
from viva_bank.reference.convolution.shape import output_size

if TYPE_CHECKING:
    from jaxtyping import Float


def max_pool_forward(
    X: Float[np.ndarray, "n c h w"],
    kernel: tuple[int, int],
    stride: int | None = None,
    padding: int = 0,
) -> Float[np.ndarray, "n c h_out w_out"]:
    """Y; the stride is the kernel's height unless given."""
    windows, shape = _windows(X, kernel, stride, padding)
    return windows.max(axis=2).reshape(shape)


def max_pool_backward(
    dY: Float[np.ndarray, "n c h_out w_out"],
    X: Float[np.ndarray, "n c h w"],
    kernel: tuple[int, int],
    stride: int | None = None,
    padding: int = 0,
) -> Float[np.ndarray, "n c h w"]:
    """∂L/∂X."""
    windows, _ = _windows(X, kernel, stride, padding)
    n, c, size, places = windows.shape
    winner = windows.argmax(axis=2)[:, :, None]
    dwindows = np.where(np.arange(size)[:, None] == winner, dY.reshape(n, c, 1, places), 0)
    step = kernel[0] if stride is None else stride
    return col2im(dwindows.reshape(n, c * size, places), X.shape, kernel, step, padding)


def _windows(
    X: np.ndarray, kernel: tuple[int, int], stride: int | None, padding: int
) -> tuple[np.ndarray, tuple[int, ...]]:
    if 2 * padding > min(kernel):
        raise ValueError(
            f"padding is {padding}: at most half the kernel, or a window sees nothing."
        )
    n, c, h, w = X.shape
    step = kernel[0] if stride is None else stride
    cols = im2col(X, kernel, step, padding, fill=-np.inf)
    shape = (
        n,
        c,
        output_size(h, kernel[0], step, padding),
        output_size(w, kernel[1], step, padding),
    )
    return cols.reshape(n, c, kernel[0] * kernel[1], -1), shape
