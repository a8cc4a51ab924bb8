"""im2col lays every patch that the kernel sees out as a column, so that convolving is one matrix
product.

    cols[n, (c, i, j), (y, x)] = padded[n, c, y·S + i·D, x·S + j·D]

col2im is its transpose: it *adds* every entry back to where it came from, and pixels in several
patches get several contributions. Memory grows by K_h·K_w/S².

Source: Chellapilla, Puri and Simard (2006), "High performance convolutional neural networks for
document processing".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.convolution.shape import output_size

if TYPE_CHECKING:
    from jaxtyping import Float


def im2col(
    x: Float[np.ndarray, "n c h w"],
    kernel: tuple[int, int],
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    fill: float = 0.0,
) -> Float[np.ndarray, "n patch place"]:
    """Columns of length c·K_h·K_w, one a place; the border is filled with `fill`."""
    n, c, h, w = x.shape
    h_out = output_size(h, kernel[0], stride, padding, dilation)
    w_out = output_size(w, kernel[1], stride, padding, dilation)
    edges = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    padded = np.pad(x, edges, constant_values=fill)
    cols = np.empty((n, c, *kernel, h_out, w_out), x.dtype)
    # A loop over the kernel's few entries, each a strided slice of the whole image.
    for i, j in np.ndindex(kernel):
        top, left = i * dilation, j * dilation
        cols[:, :, i, j] = padded[
            :, :, top : top + stride * h_out : stride, left : left + stride * w_out : stride
        ]
    return cols.reshape(n, c * kernel[0] * kernel[1], h_out * w_out)


def col2im(
    cols: Float[np.ndarray, "n patch place"],
    shape: tuple[int, int, int, int],
    kernel: tuple[int, int],
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Float[np.ndarray, "n c h w"]:
    """The transpose of im2col, for an input of this shape."""
    n, c, h, w = shape
    h_out = output_size(h, kernel[0], stride, padding, dilation)
    w_out = output_size(w, kernel[1], stride, padding, dilation)
    parts = cols.reshape(n, c, *kernel, h_out, w_out)
    padded = np.zeros((n, c, h + 2 * padding, w + 2 * padding), cols.dtype)
    for i, j in np.ndindex(kernel):
        top, left = i * dilation, j * dilation
        padded[
            :, :, top : top + stride * h_out : stride, left : left + stride * w_out : stride
        ] += parts[:, :, i, j]
    return padded[:, :, padding : padding + h, padding : padding + w]
