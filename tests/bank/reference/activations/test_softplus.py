import numpy as np
import torch

from viva_bank.reference.activations.softplus import softplus, softplus_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(softplus, softplus_backward, torch.nn.functional.softplus)


def test_the_tail_is_the_exponential():
    x = np.array([-40.0, -300.0])
    np.testing.assert_allclose(softplus(x), np.exp(x), rtol=1e-12)
