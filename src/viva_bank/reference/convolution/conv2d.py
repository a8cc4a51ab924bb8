"""The 2-D convolution layer, as four loops to be read and as one matrix product to be used.

    Y[n, o, y, x] = b_o + Σ_{c,i,j} K[o, c, i, j]·X[n, c, y·S + i·D − P, x·S + j·D − P]

    ∂L/∂K = Σ_n dY·colsᵀ        ∂L/∂b = Σ_{n,y,x} dY        ∂L/∂X = col2im(Kᵀ dY)

Source: LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document
recognition", section II.A; Dumoulin and Visin (2016) for the arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.convolution.im2col import col2im, im2col
from viva_bank.reference.convolution.shape import output_size

if TYPE_CHECKING:
    from jaxtyping import Float


def conv2d_loop(
    X: Float[np.ndarray, "n c_in h w"],
    K: Float[np.ndarray, "c_out c_in kh kw"],
    b: Float[np.ndarray, "c_out"],
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Float[np.ndarray, "n c_out h_out w_out"]:
    """Y by the definition, one output at a time."""
    _refuse(X, K)
    n, _, h, w = X.shape
    c_out, _, kh, kw = K.shape
    h_out = output_size(h, kh, stride, padding, dilation)
    w_out = output_size(w, kw, stride, padding, dilation)
    padded = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    Y = np.empty((n, c_out, h_out, w_out), X.dtype)
    for y in range(h_out):
        for x in range(w_out):
            top, left = y * stride, x * stride
            patch = padded[
                :, :, top : top + dilation * kh : dilation, left : left + dilation * kw : dilation
            ]
            for o in range(c_out):
                Y[:, o, y, x] = (patch[:, :, :kh, :kw] * K[o]).sum(axis=(1, 2, 3)) + b[o]
    return Y


def conv2d_forward(
    X: Float[np.ndarray, "n c_in h w"],
    K: Float[np.ndarray, "c_out c_in kh kw"],
    b: Float[np.ndarray, "c_out"],
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Float[np.ndarray, "n c_out h_out w_out"]:
    """Y by im2col."""
    _refuse(X, K)
    n, _, h, w = X.shape
    c_out, _, kh, kw = K.shape
    cols = im2col(X, (kh, kw), stride, padding, dilation)
    h_out = output_size(h, kh, stride, padding, dilation)
    w_out = output_size(w, kw, stride, padding, dilation)
    return (K.reshape(c_out, -1) @ cols + b[:, None]).reshape(n, c_out, h_out, w_out)


def conv2d_backward(
    dY: Float[np.ndarray, "n c_out h_out w_out"],
    X: Float[np.ndarray, "n c_in h w"],
    K: Float[np.ndarray, "c_out c_in kh kw"],
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> tuple[
    Float[np.ndarray, "n c_in h w"],
    Float[np.ndarray, "c_out c_in kh kw"],
    Float[np.ndarray, "c_out"],
]:
    """(∂L/∂X, ∂L/∂K, ∂L/∂b) from dY = ∂L/∂Y."""
    _refuse(X, K)
    n, c_out = dY.shape[:2]
    kernel = K.shape[2:]
    cols = im2col(X, kernel, stride, padding, dilation)
    flat = dY.reshape(n, c_out, -1)
    dK = np.einsum("nop,nkp->ok", flat, cols).reshape(K.shape)
    dcols = K.reshape(c_out, -1).T @ flat
    dX = col2im(dcols, X.shape, kernel, stride, padding, dilation)
    return dX, dK, flat.sum(axis=(0, 2))


def _refuse(X: np.ndarray, K: np.ndarray) -> None:
    if X.ndim != 4 or K.ndim != 4 or X.shape[1] != K.shape[1]:
        raise ValueError(
            f"X has shape {X.shape} and K {K.shape}: give (n, c_in, h, w), (c_out, c_in, kh, kw)."
        )
