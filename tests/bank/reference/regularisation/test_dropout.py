import numpy as np
import pytest
import torch

from viva_bank.reference.regularisation.dropout import Dropout, dropout_forward, dropout_mask


@pytest.mark.parametrize("p", [0.0, 0.3, 0.9])
def test_the_mean_is_kept_and_the_share_dropped_is_p(rng, p):
    y, mask = dropout_forward(np.full(40_000, 2.0), p, rng)
    assert abs((y == 0).mean() - p) < 0.01
    assert abs(y.mean() - 2) < 6 * 2 * np.sqrt(p / (1 - p) / 40_000) + 1e-12
    np.testing.assert_allclose(mask[y != 0], 1 / (1 - p))


def test_given_the_mask_it_is_autograds(rng):
    layer, x, dy = Dropout(0.4, rng), rng.normal(size=(5, 6)), rng.normal(size=(5, 6))
    y = layer.forward(x)
    kept = y != 0
    t = torch.tensor(x, requires_grad=True)
    expected = t * torch.tensor(kept) / 0.6
    expected.backward(torch.tensor(dy))
    np.testing.assert_allclose(y, expected.detach().numpy())
    np.testing.assert_allclose(layer.backward(dy), t.grad)
    assert kept.any()
    assert not kept.all()


def test_in_test_mode_nothing_happens_and_no_random_number_is_used(rng):
    layer, x = Dropout(0.5, rng), rng.normal(size=(2, 3))
    layer.training = False
    before = rng.bit_generator.state
    np.testing.assert_array_equal(layer.forward(x), x)
    np.testing.assert_array_equal(layer.backward(x), x)
    assert rng.bit_generator.state == before


def test_each_training_pass_draws_a_fresh_mask(rng):
    layer, x = Dropout(0.5, rng), np.ones((10, 10))
    assert (layer.forward(x) != layer.forward(x)).any()


def test_dropping_everything_gives_zeros_and_float32_stays(rng):
    y, _ = dropout_forward(np.ones((2, 2), np.float32), 1.0, rng)
    np.testing.assert_array_equal(y, 0)
    assert y.dtype == np.float32
    assert dropout_forward(np.ones((2, 2), np.float32), 0.3, rng)[0].dtype == np.float32


def test_a_probability_above_one_and_backward_first_are_refused(rng, refuses):
    with refuses("probability to drop"):
        dropout_mask((2,), 1.5, rng)
    with refuses("call forward first"):
        Dropout(0.5, rng).backward(np.ones(2))
