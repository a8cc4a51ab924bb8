import numpy as np
import torch

from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.activations.tanh import tanh, tanh_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(tanh, tanh_backward, torch.tanh)


def test_the_gradient_of_a_saturated_unit_is_small_and_not_zero():
    dx = tanh_backward(np.ones(1), np.array([30.0]))
    np.testing.assert_allclose(dx, 4 * np.exp(-60.0), rtol=1e-12)


def test_it_is_a_stretched_sigmoid():
    x = np.linspace(-5, 5, 41)
    np.testing.assert_allclose(tanh(x), 2 * sigmoid(2 * x) - 1, atol=1e-15)
