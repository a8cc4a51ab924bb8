import numpy as np
import pytest
import torch

from viva_bank.reference.normalisation.layer_norm import layer_norm_backward, layer_norm_forward


@pytest.mark.parametrize(
    ("shape", "feature"), [((5, 4), (4,)), ((2, 3, 4), (4,)), ((2, 3, 4), (3, 4))]
)
def test_it_is_pytorchs_forward_and_backward(rng, shape, feature):
    x, dy = rng.normal(1, 3, size=shape), rng.normal(size=shape)
    gamma, beta = rng.normal(size=feature), rng.normal(size=feature)
    tx, tg, tb = (torch.tensor(v, requires_grad=True) for v in (x, gamma, beta))
    y = torch.nn.functional.layer_norm(tx, feature, tg, tb)
    y.backward(torch.tensor(dy))
    ours, cache = layer_norm_forward(x, gamma, beta)
    np.testing.assert_allclose(ours, y.detach().numpy(), atol=1e-10)
    for mine, theirs in zip(layer_norm_backward(dy, cache), (tx, tg, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-10)


def test_an_example_does_not_feel_its_batch(rng):
    x, one, zero = rng.normal(size=(6, 4)), np.ones(4), np.zeros(4)
    whole, _ = layer_norm_forward(x, one, zero)
    alone, _ = layer_norm_forward(x[2:3], one, zero)
    np.testing.assert_array_equal(whole[2:3], alone)


def test_a_parameter_of_another_shape_is_refused(refuses):
    with refuses("shape of the trailing axes"):
        layer_norm_forward(np.ones((2, 3)), np.ones(2), np.ones(2))
