import numpy as np
import pytest
import torch

from viva_bank.reference.activations.prelu import prelu, prelu_backward


@pytest.mark.parametrize("shape", [(5, 3), (4, 3, 2, 2), (0, 3)])
def test_it_is_pytorchs_with_one_slope_a_channel(rng, shape):
    x, dy, a = rng.normal(size=shape), rng.normal(size=shape), rng.normal(size=3)
    t = torch.tensor(x, requires_grad=True)
    slope = torch.tensor(a, requires_grad=True)
    y = torch.nn.functional.prelu(t, slope)
    y.backward(torch.tensor(dy))
    dx, da = prelu_backward(dy, x, a)
    np.testing.assert_allclose(prelu(x, a), y.detach().numpy())
    np.testing.assert_allclose(dx, t.grad)
    np.testing.assert_allclose(da, slope.grad, atol=1e-12)


def test_a_slope_for_each_channel_is_needed(rng, refuses):
    with refuses("one slope per channel"):
        prelu(rng.normal(size=(2, 3)), np.ones(2))
