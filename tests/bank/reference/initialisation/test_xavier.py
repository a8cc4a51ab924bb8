import numpy as np
import pytest
import torch

from viva_bank.reference.initialisation.xavier import xavier_normal, xavier_std, xavier_uniform

SHAPES = [(300, 200), (40, 30, 5, 5)]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_two_forms_have_the_stated_spread_and_mean_zero(rng, shape):
    std = xavier_std(shape)
    for W in (xavier_normal(shape, rng), xavier_uniform(shape, rng)):
        assert W.shape == shape
        # Six standard errors of a mean and of a standard deviation.
        assert abs(W.mean()) < 6 * std / np.sqrt(W.size)
        assert abs(W.std() / std - 1) < 6 / np.sqrt(2 * W.size)
    assert np.abs(xavier_uniform(shape, rng)).max() <= np.sqrt(3) * std


@pytest.mark.parametrize("shape", SHAPES)
def test_pytorchs_draws_have_the_same_spread(shape):
    torch.manual_seed(0)
    theirs = torch.nn.init.xavier_normal_(torch.empty(shape), gain=5 / 3)
    assert abs(theirs.std().item() / xavier_std(shape, gain=5 / 3) - 1) < 0.02
    bound = torch.nn.init.xavier_uniform_(torch.empty(shape)).abs().max().item()
    assert bound <= np.sqrt(3) * xavier_std(shape) < bound * 1.001


def test_it_is_symmetric_in_the_fans():
    assert xavier_std((10, 30)) == xavier_std((30, 10)) == np.sqrt(2 / 40)
