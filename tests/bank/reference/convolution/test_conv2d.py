import numpy as np
import pytest
import torch

from viva_bank.reference.convolution.conv2d import conv2d_backward, conv2d_forward, conv2d_loop

SETTINGS = [
    ((3, 3), 1, 0, 1),
    ((2, 3), 2, 1, 1),
    ((3, 2), 1, 2, 2),
    ((1, 1), 3, 0, 1),
    ((3, 3), 2, 2, 2),
]


@pytest.mark.parametrize(("kernel", "stride", "padding", "dilation"), SETTINGS)
def test_both_forwards_and_the_backward_are_pytorchs(rng, kernel, stride, padding, dilation):
    X, K, b = rng.normal(size=(2, 3, 7, 6)), rng.normal(size=(4, 3, *kernel)), rng.normal(size=4)
    tX, tK, tb = (torch.tensor(v, requires_grad=True) for v in (X, K, b))
    Y = torch.nn.functional.conv2d(tX, tK, tb, stride, padding, dilation)
    dY = rng.normal(size=tuple(Y.shape))
    Y.backward(torch.tensor(dY))
    for forward in (conv2d_loop, conv2d_forward):
        ours = forward(X, K, b, stride, padding, dilation)
        np.testing.assert_allclose(ours, Y.detach().numpy(), atol=1e-12)
    found = conv2d_backward(dY, X, K, stride, padding, dilation)
    for mine, theirs in zip(found, (tX, tK, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-12)


def test_the_kernel_is_not_flipped():
    X = np.arange(3.0).reshape(1, 1, 1, 3)
    K = np.array([1.0, 0.0]).reshape(1, 1, 1, 2)
    np.testing.assert_array_equal(conv2d_forward(X, K, np.zeros(1)).ravel(), [0, 1])


def test_float32_stays(rng):
    X, K = np.ones((1, 1, 4, 4), np.float32), np.ones((1, 1, 3, 3), np.float32)
    for forward in (conv2d_loop, conv2d_forward):
        assert forward(X, K, np.zeros(1, np.float32)).dtype == np.float32


def test_channels_that_differ_and_too_large_a_kernel_are_refused(refuses):
    with refuses("c_out, c_in, kh, kw"):
        conv2d_forward(np.ones((1, 2, 4, 4)), np.ones((1, 3, 3, 3)), np.zeros(1))
    with refuses("smaller kernel"):
        conv2d_forward(np.ones((1, 1, 2, 2)), np.ones((1, 1, 3, 3)), np.zeros(1))
