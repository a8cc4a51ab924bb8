import numpy as np
import pytest
import torch

from viva_bank.reference.convolution.max_pool import max_pool_backward, max_pool_forward

SETTINGS = [
    ((2, 2), None, 0),
    ((3, 2), None, 0),
    ((3, 3), 2, 1),
    ((3, 3), 1, 1),
    ((2, 3), 2, 1),
    ((4, 4), 3, 2),
]


@pytest.mark.parametrize(("kernel", "stride", "padding"), SETTINGS)
def test_it_is_pytorchs_also_where_windows_overlap(rng, kernel, stride, padding):
    X = rng.normal(size=(2, 3, 8, 7))
    t = torch.tensor(X, requires_grad=True)
    step = kernel[0] if stride is None else stride
    Y = torch.nn.functional.max_pool2d(t, kernel, step, padding)
    dY = rng.normal(size=tuple(Y.shape))
    Y.backward(torch.tensor(dY))
    np.testing.assert_allclose(max_pool_forward(X, kernel, stride, padding), Y.detach().numpy())
    dX = max_pool_backward(dY, X, kernel, stride, padding)
    np.testing.assert_allclose(dX, t.grad, atol=1e-14)


def test_float32_stays():
    assert max_pool_forward(np.ones((1, 1, 4, 4), np.float32), (2, 2)).dtype == np.float32


def test_too_much_padding_is_refused(refuses):
    with refuses("at most half the kernel"):
        max_pool_forward(np.ones((1, 1, 4, 4)), (2, 2), padding=2)


def test_of_equal_values_the_first_gets_the_gradient():
    dX = max_pool_backward(np.ones((1, 1, 1, 1)), np.zeros((1, 1, 2, 2)), (2, 2))
    np.testing.assert_array_equal(dX[0, 0], [[1, 0], [0, 0]])
