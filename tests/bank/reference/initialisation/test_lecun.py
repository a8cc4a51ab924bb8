import numpy as np
import pytest
import torch

from viva_bank.reference.initialisation.lecun import lecun_normal, lecun_std, lecun_uniform

SHAPES = [(300, 200), (40, 30, 5, 5)]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_two_forms_have_the_stated_spread_and_mean_zero(rng, shape):
    std = lecun_std(shape)
    for W in (lecun_normal(shape, rng), lecun_uniform(shape, rng)):
        assert W.shape == shape
        # Six standard errors of a mean and of a standard deviation.
        assert abs(W.mean()) < 6 * std / np.sqrt(W.size)
        assert abs(W.std() / std - 1) < 6 / np.sqrt(2 * W.size)
    assert np.abs(lecun_uniform(shape, rng)).max() <= np.sqrt(3) * std


def test_it_keeps_the_variance_of_a_linear_layer(rng):
    x = rng.normal(size=(2000, 300))
    assert abs((x @ lecun_normal((300, 200), rng)).std() - 1) < 0.03


def test_pytorchs_fan_in_with_linear_gain_agrees(rng):
    torch.manual_seed(0)
    W = torch.nn.init.kaiming_normal_(torch.empty(200, 300), nonlinearity="linear")
    assert abs(W.std().item() / lecun_std((300, 200)) - 1) < 0.02
