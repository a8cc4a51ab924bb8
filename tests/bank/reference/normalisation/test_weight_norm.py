import numpy as np
import torch

from viva_bank.reference.normalisation.weight_norm import weight_norm, weight_norm_backward


def test_it_is_pytorchs_forward_and_backward(rng):
    v, g, dW = rng.normal(size=(4, 3)), rng.normal(size=4), rng.normal(size=(4, 3))
    linear = torch.nn.utils.parametrizations.weight_norm(
        torch.nn.Linear(3, 4, bias=False, dtype=torch.float64)
    )
    length, direction = (
        linear.parametrizations.weight.original0,
        linear.parametrizations.weight.original1,
    )
    with torch.no_grad():
        length.copy_(torch.tensor(g)[:, None])
        direction.copy_(torch.tensor(v))
    W = linear.weight
    W.backward(torch.tensor(dW))
    np.testing.assert_allclose(weight_norm(v, g), W.detach().numpy())
    dv, dg = weight_norm_backward(dW, v, g)
    np.testing.assert_allclose(dv, direction.grad, atol=1e-12)
    np.testing.assert_allclose(dg, length.grad.ravel(), atol=1e-12)
    np.testing.assert_allclose((dv * v).sum(axis=1), 0, atol=1e-12)


def test_a_zero_direction_is_refused(refuses):
    with refuses("has no direction"):
        weight_norm(np.zeros((1, 3)), np.ones(1))
