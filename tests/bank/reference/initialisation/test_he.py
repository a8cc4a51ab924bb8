import numpy as np
import pytest
import torch

from viva_bank.reference.initialisation.he import he_normal, he_std, he_uniform

SHAPES = [(300, 200), (40, 30, 5, 5)]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_two_forms_have_the_stated_spread_and_mean_zero(rng, shape):
    std = he_std(shape)
    for W in (he_normal(shape, rng), he_uniform(shape, rng)):
        assert W.shape == shape
        # Six standard errors of a mean and of a standard deviation.
        assert abs(W.mean()) < 6 * std / np.sqrt(W.size)
        assert abs(W.std() / std - 1) < 6 / np.sqrt(2 * W.size)
    assert np.abs(he_uniform(shape, rng)).max() <= np.sqrt(3) * std


@pytest.mark.parametrize("mode", ["fan_in", "fan_out"])
@pytest.mark.parametrize("a", [0.0, 0.2, 5**0.5])
def test_pytorchs_draws_have_the_same_spread(a, mode):
    torch.manual_seed(0)
    theirs = torch.empty(40, 30, 5, 5)
    torch.nn.init.kaiming_normal_(theirs, a=a, mode=mode, nonlinearity="leaky_relu")
    assert abs(theirs.std().item() / he_std((40, 30, 5, 5), a, mode) - 1) < 0.02


def test_pytorchs_linear_is_the_uniform_one_with_root_five():
    torch.manual_seed(0)
    W = torch.nn.Linear(300, 200).weight
    assert np.isclose(he_std((300, 200), a=5**0.5), 1 / np.sqrt(3 * 300))
    bound = np.sqrt(3) * he_std((300, 200), a=5**0.5)
    assert bound * 0.999 < W.abs().max().item() <= bound


def test_it_keeps_the_second_moment_through_relus(rng):
    h = rng.normal(size=(500, 400))
    for _ in range(10):
        h = np.maximum(h @ he_normal((400, 400), rng), 0)
    assert 0.6 < (h**2).mean() < 1.6


def test_an_unknown_mode_is_refused(refuses):
    with refuses('use "fan_in" or "fan_out"'):
        he_std((2, 2), mode="fan_avg")
