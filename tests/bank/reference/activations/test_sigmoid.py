import numpy as np
import torch

from viva_bank.reference.activations.sigmoid import sigmoid, sigmoid_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(sigmoid, sigmoid_backward, torch.sigmoid)


def test_the_tail_keeps_its_digits():
    # log σ(x) → x as x → −∞; the naive 1/(1+e^−x) overflows on the way.
    x = np.array([-50.0, -300.0, -700.0])
    np.testing.assert_allclose(np.log(sigmoid(x)), x, rtol=1e-12)
    np.testing.assert_allclose(sigmoid_backward(np.ones(3), -x), np.exp(x), rtol=1e-12)


def test_infinities_saturate_and_nan_stays():
    y = sigmoid(np.array([-np.inf, np.inf, np.nan]))
    np.testing.assert_array_equal(y, [0.0, 1.0, np.nan])


def test_an_empty_array_stays_empty():
    assert sigmoid(np.zeros((0, 3))).shape == (0, 3)
