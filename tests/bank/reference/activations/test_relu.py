import numpy as np
import torch

from viva_bank.reference.activations.relu import relu, relu_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(relu, relu_backward, torch.relu)


def test_the_slope_at_zero_is_zero_and_positive_inputs_pass_unchanged():
    x = np.array([-1.0, 0.0, 3.5])
    np.testing.assert_array_equal(relu(x), [0.0, 0.0, 3.5])
    np.testing.assert_array_equal(relu_backward(np.full(3, 2.0), x), [0.0, 0.0, 2.0])


def test_nan_is_not_hidden():
    assert np.isnan(relu(np.array([np.nan]))).all()
